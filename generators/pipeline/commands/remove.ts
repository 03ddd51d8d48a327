import { askedWithout, neededByOthers, offerDependents, planRemoval } from '../answers/removal.js';
import { answerYes } from '../ask/ask.js';
import { Declined } from '../errors.js';
import { CHANGE_OPTIONS } from '../options.js';
import { changeAnswers, mayAsk, type TaskChoice, type TaskContext } from '../run/choose_answers.js';
import type { ChangingCommand } from '../states.js';

export const removeCommand: ChangingCommand = {
  name: 'remove',
  usage: 'remove <what...>',
  summary: 'remove stages or tasks; files that you changed stay and are listed',
  examples: ['mlops remove docker --plan', 'mlops remove 33 --with-dependents', 'mlops remove hydra lightning'],
  words: 'selectors',
  options: [...CHANGE_OPTIONS, 'answers', 'pack', 'with-dependents'],
  takesAnswers: true,
  decide: changeAnswers(chooseRemaining),
};

/** What stays: at a terminal a person is asked whether what needs the removed tasks may go too. */
async function chooseRemaining({ request, pack, recorded = [], terminal }: TaskContext): Promise<TaskChoice> {
  const removal = planRemoval(request.what, recorded, pack);
  const { named, dependents } = removal;
  if (dependents.length > 0 && !request.options.withDependents) {
    if (!mayAsk(request, terminal)) throw neededByOthers(removal, pack);
    if (!(await answerYes(offerDependents(removal, pack), terminal))) {
      throw new Declined('Name what to remove: mlops remove <task>');
    }
  }
  return { asked: askedWithout([...named, ...dependents], recorded), tasks: 'given' };
}
