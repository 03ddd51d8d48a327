import { Refusal } from '../errors.js';
import { OPTIONS, type Options, takesOption } from '../options.js';
import type { Question } from '../pack/pack.js';
import type { Request } from '../states.js';
import type { Words } from './arguments.js';

/** An option of one command means nothing to another; and an undo takes no answers, as it gives back those from before. */
export function verifyOwnOptions(command: string, values: Words['values'], flags: Request['flags'], questions: readonly Question[]): void {
  const strange = OPTIONS.find((option) => values[option.name] !== undefined && !takesOption(command, option));
  if (strange !== undefined) {
    const others = new Intl.ListFormat('en-GB').format(strange.only ?? []);
    throw new Refusal(`--${strange.name} is an option of mlops ${others}, not of mlops ${command}`, 'Leave it away');
  }
  const answer = questions.find(({ name }) => command === 'undo' && flags[name] !== undefined);
  if (answer === undefined) return;
  throw new Refusal(`mlops undo gives back the answers from before, so it takes no --${answer.flag}`, 'Leave it away');
}

/** A plan that was reviewed is carried out as it is: nothing that decides what is written can be said anew. */
export function verifyAlone({ tasks, answers, pack, onConflict }: Options): void {
  const given = Object.entries({ tasks, answers, pack, 'on-conflict': onConflict }).find(([, value]) => value !== undefined);
  if (given !== undefined)
    throw new Refusal(`A saved plan is carried out as it is, without --${given[0]}`, 'Leave it away, or make the plan again');
}
