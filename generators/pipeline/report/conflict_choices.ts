import type { Change, Resolutions } from '../change.js';
import { isText } from './diffs.js';

/** A way out of a conflict. */
export type Way = keyof Resolutions;
/** What a person may say about a conflict: a way out, to see more of it, or to give one answer for all that are left. */
export type Wish = Way | 'see' | 'all';

/** One answer of a question: its words, and what stays of them on the screen when it was chosen. */
export interface ConflictChoice<W extends Wish> {
  readonly value: W;
  readonly name: string;
  readonly short: string;
}

/**
 * What can be chosen for one conflict, in words that are true of it.
 *
 * @param left how many conflicts are not decided yet, this one among them.
 * @param command an undo puts back what was there before, every other command writes what it generates.
 */
export function choicesFor(change: Change, left: number, command: string): ConflictChoice<Wish>[] {
  const see = seeing(change, command);
  return [
    ...waysOut(change, command),
    ...(see === undefined ? [] : [{ value: 'see' as const, name: see, short: 'see more' }]),
    ...(left > 1
      ? [{ value: 'all' as const, name: `One answer for all ${left} that are left`, short: 'one answer for all that are left' }]
      : []),
  ];
}

/** What can be chosen for several conflicts at once, of whatever kind they are. */
export function choicesForAll(command: string): ConflictChoice<Way>[] {
  return [
    { value: 'markers', name: 'Write both: between conflict markers, else side by side', short: 'both' },
    { value: 'mine', name: 'Keep mine', short: 'mine' },
    { value: 'generated', name: `Take ${theOther(command)}`, short: theOther(command) },
  ];
}

function waysOut({ path, aside, resolutions }: Change, command: string): ConflictChoice<Way>[] {
  const other = theOther(command);
  if (aside === undefined) {
    return [
      { value: 'markers', name: 'Write both, between conflict markers', short: 'both, between conflict markers' },
      { value: 'mine', name: 'Keep mine', short: 'mine' },
      { value: 'generated', name: `Take ${other}`, short: other },
    ];
  }
  const replaces = resolutions?.generated.some((write) => write.path === path) === true;
  return [
    { value: 'markers', name: `Keep mine, and ${other} beside it`, short: 'both, side by side' },
    { value: 'mine', name: 'Keep mine alone', short: 'mine' },
    ...(replaces ? [{ value: 'generated' as const, name: `Put ${other} in its place`, short: other }] : []),
  ];
}

/** What more there is to see of a conflict; nothing where it cannot be read. */
function seeing({ aside, resolutions }: Change, command: string): string | undefined {
  const writes = resolutions?.generated ?? [];
  if (!writes.every(({ before, after }) => isText(before) && isText(after))) return undefined;
  const comparable = writes.some(({ before }) => before?.kind === 'file');
  if (aside === undefined || comparable) return `See the whole diff, from mine to ${theOther(command)}`;
  return `See ${theOther(command)}`;
}

function theOther(command: string): string {
  return command === 'undo' ? 'the one from before' : 'the generated one';
}
