import { parseSelection } from '../answers/selection.js';
import { CHANGE_OPTIONS } from '../options.js';
import { changeAnswers, type TaskChoice, type TaskContext } from '../run/choose_answers.js';
import type { ChangingCommand } from '../states.js';

export const newCommand: ChangingCommand = {
  name: 'new',
  usage: 'new [folder]',
  summary: 'create a project; in an existing one, change any answer',
  examples: [
    'mlops new demo                              ask a few questions, create the project in demo',
    'mlops new demo --defaults                   ask nothing: everything, with the defaults',
    'mlops new demo --tasks week1,api            week one and the API',
    'mlops new demo --answers answers.yaml --plan   preview, write nothing',
  ],
  words: 'folder',
  options: [...CHANGE_OPTIONS, 'answers', 'tasks', 'pack'],
  begins: true,
  takesAnswers: true,
  decide: changeAnswers(chooseAnyTasks),
};

/** Of a new project everything, unless somebody says how far to go; of an old one what is recorded. */
function chooseAnyTasks({ request, pack, recorded, named }: TaskContext): TaskChoice {
  if (named !== undefined) return { asked: parseSelection(named, pack), tasks: 'given' };
  if (recorded === undefined) return { asked: parseSelection('everything', pack), tasks: 'open' };
  const changesSomething = Object.keys(request.flags).length > 0 || request.file !== undefined;
  return changesSomething ? { asked: recorded, tasks: 'given' } : { asked: recorded, tasks: 'open', reask: 'all' };
}
