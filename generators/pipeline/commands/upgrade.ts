import { parseSelection } from '../answers/selection.js';
import { CHANGE_OPTIONS } from '../options.js';
import { changeAnswers, type TaskChoice, type TaskContext } from '../run/choose_answers.js';
import type { ChangingCommand } from '../states.js';
import { note } from '../terminal/tell.js';

export const upgradeCommand: ChangingCommand = {
  name: 'upgrade',
  usage: 'upgrade [folder]',
  summary: "upgrade to the newest revision of the project's pack, or to another pack (--pack)",
  examples: ['mlops upgrade --plan', 'mlops upgrade --pack ../corrected-pack'],
  words: 'folder',
  options: [...CHANGE_OPTIONS, 'answers', 'tasks', 'pack'],
  movesPack: true,
  takesAnswers: true,
  decide(request, workspace, terminal) {
    const { carried, loaded } = workspace;
    if (carried !== undefined && loaded === carried && !carried.shipped && request.options.pack === undefined) {
      const { id, revision } = carried.pack;
      note(`The project's pack ${id}, revision ${revision}, did not come with this generator, which brings no newer revision.`, terminal);
    }
    return keepAnswers(request, workspace, terminal);
  },
};

const keepAnswers = changeAnswers(keepTasks);

/** The tasks that are recorded, in the words of the new pack; its new ones are off. */
function keepTasks({ pack, recorded = [], named }: TaskContext): TaskChoice {
  return { asked: named === undefined ? recorded : parseSelection(named, pack), tasks: 'given' };
}
