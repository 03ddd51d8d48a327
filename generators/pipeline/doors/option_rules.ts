import { RUNNABLE, takesOption } from '../commands/table.js';
import { Refusal } from '../errors.js';
import { OPTIONS, type Options } from '../options.js';
import type { Question } from '../pack/pack.js';
import { type Command, changes, type Request } from '../states.js';
import type { Words } from './arguments.js';

/** An option of one command means nothing to another; and a command that takes no answers gets none. */
export function verifyOwnOptions(command: Command, values: Words['values'], flags: Request['flags'], questions: readonly Question[]): void {
  const strange = OPTIONS.find(({ name }) => values[name] !== undefined && !takesOption(command, name));
  if (strange !== undefined) {
    const takers = RUNNABLE.filter((each) => takesOption(each, strange.name)).map(({ name }) => name);
    const others = new Intl.ListFormat('en-GB').format(takers);
    throw new Refusal(`--${strange.name} is an option of mlops ${others}, not of mlops ${command.name}`, 'Leave it out');
  }
  if (changes(command) && command.takesAnswers) return;
  const answer = questions.find(({ name }) => flags[name] !== undefined);
  if (answer === undefined) return;
  throw new Refusal(`mlops ${command.name} ${whatItDoes(command)}, so it takes no --${answer.flag}`, 'Leave it out');
}

/** Why a command has no use for answers. */
function whatItDoes(command: Command): string {
  if (changes(command)) return 'restores the earlier answers';
  return command.words === 'places' && command.anywhere !== true ? 'works on a pack' : 'only reads';
}

/** A plan that was reviewed is carried out as it is: nothing that decides what is written can be said anew. */
export function verifyAlone({ tasks, answers, pack, onConflict, command }: Options): void {
  const given = Object.entries({ tasks, answers, pack, 'on-conflict': onConflict, command }).find(([, value]) => value !== undefined);
  if (given !== undefined)
    throw new Refusal(`A saved plan is applied as it is, without --${given[0]}`, 'Leave it out, or make the plan again');
}
