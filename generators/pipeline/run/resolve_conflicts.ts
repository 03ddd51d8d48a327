import { heard } from '../ask/ask.js';
import type { Change, Merged } from '../change.js';
import { listPaths, Refusal } from '../errors.js';
import type { OnConflict } from '../options.js';
import type { ConflictChoice, Way, Wish } from '../report/conflict_choices.js';
import type { Prepared } from '../states.js';
import { fold } from '../terminal/columns.js';
import type { Terminal } from '../terminal/terminal.js';
import { mayAsk } from './choose_answers.js';

/**
 * Decides each conflict: as `--on-conflict` says, else by asking where somebody is there to answer, else with markers.
 *
 * @returns the merge with the chosen writes in its changes.
 * @throws Refusal with `--on-conflict stop`; Interruption where a person breaks off. Nothing is written by then.
 */
export async function resolveConflicts({ merged, request }: Pick<Prepared, 'merged' | 'request'>, terminal: Terminal): Promise<Merged> {
  const conflicts = merged.changes.filter(({ outcome }) => outcome === 'conflict');
  if (conflicts.length === 0) return merged;
  const way = request.options.onConflict ?? (mayAsk(request, terminal) ? undefined : 'markers');
  if (way === 'stop') throw stopped(conflicts);
  const ways = way === undefined ? await heard(() => askWays(conflicts, request.command, terminal)) : new Map<Change, Way>();
  return { changes: merged.changes.map((change) => resolve(change, ways.get(change) ?? way ?? 'markers', request.command)) };
}

function stopped(conflicts: readonly Change[]): Refusal {
  return new Refusal(
    `${conflicts.length === 1 ? 'There is a conflict' : 'There are conflicts'} in ${listPaths(conflicts.map(({ path }) => path))}; nothing was written`,
    'Run the command with --on-conflict markers, mine or generated, or see first with --plan',
  );
}

/** A conflict with its way out: its writes, and what it comes to then. What only a person can move stays a conflict. */
function resolve(change: Change, way: Exclude<OnConflict, 'stop'>, command: string): Change {
  const { resolutions, aside, from } = change;
  if (resolutions === undefined) return change;
  const writes = resolutions[way];
  const isStuck = way === 'generated' && writes.length > 0 && !writes.some(({ path }) => path === change.path);
  if (way === 'markers' || isStuck) return { ...change, writes };
  if (change.unfit?.includes(way)) return { ...change, note: unfitNote(way, command) };
  const note = noteOf(way, aside !== undefined, command);
  if (writes.length === 0) return { ...change, outcome: 'kept', writes, note };
  return { ...change, outcome: from !== undefined ? 'moved' : aside === undefined ? 'merged' : 'updated', writes, note };
}

function linesOf(way: 'mine' | 'generated', command: string): string {
  if (way === 'mine') return 'your lines';
  return command === 'undo' ? 'the lines from before' : 'the generated lines';
}

function unfitNote(way: 'mine' | 'generated', command: string): string {
  return `With ${linesOf(way, command)} alone it would not be a valid file, so both are between markers.`;
}

function noteOf(way: 'mine' | 'generated', isWhole: boolean, command: string): string {
  if (isWhole)
    return way === 'mine'
      ? 'Yours stays alone, as you chose.'
      : `${command === 'undo' ? 'The one from before' : 'The generated one'} took its place, as you chose.`;
  return `Where both changed the same lines, ${linesOf(way, command)} ${way === 'mine' ? 'stay' : 'are in'}, as you chose.`;
}

/** Asks about one conflict after the other, until somebody gives one answer for all that are left. */
async function askWays(conflicts: readonly Change[], command: string, terminal: Terminal): Promise<ReadonlyMap<Change, Way>> {
  const { choicesForAll } = await import('../report/conflict_choices.js');
  const ways = new Map<Change, Way>();
  const count = conflicts.length;
  if (count > 1) {
    const words = `${count} conflicts, one after the other. Until the last one is resolved, Ctrl-C leaves everything as it is.`;
    terminal.out(`\n${fold(words, terminal).join('\n')}\n`);
  }
  for (const [index, change] of conflicts.entries()) {
    const wish = await askWish(change, { index, count }, command, terminal);
    if (wish !== 'all') {
      ways.set(change, wish);
      continue;
    }
    const way = await askChoice(`All ${count - index} that are left:`, choicesForAll(command), terminal);
    for (const each of conflicts.slice(index)) ways.set(each, way);
    break;
  }
  return ways;
}

/** Asks about one conflict, with what it is about; the whole diff as often as somebody wants to see it. */
async function askWish(
  change: Change,
  { index, count }: { readonly index: number; readonly count: number },
  command: string,
  terminal: Terminal,
): Promise<Way | 'all'> {
  const { conflictExcerpt, wholeDiff } = await import('../report/conflict_view.js');
  const { choicesFor } = await import('../report/conflict_choices.js');
  const choices = choicesFor(change, count - index, command);
  terminal.out(conflictExcerpt(change, count === 1 ? 'Conflict' : `Conflict ${index + 1} of ${count}`, terminal));
  for (;;) {
    const wish = await askChoice(`${change.path}:`, choices, terminal);
    if (wish !== 'see') return wish;
    terminal.out(wholeDiff(change, terminal));
  }
}

async function askChoice<W extends Wish>(message: string, choices: readonly ConflictChoice<W>[], terminal: Terminal): Promise<W> {
  const asker = await terminal.asker();
  const answer = await asker([{ type: 'select', name: 'way', message, choices, loop: false }]);
  const chosen = choices.find(({ value }) => value === answer['way']);
  if (chosen === undefined) throw new Refusal('The question about a conflict got no answer', 'Use --on-conflict');
  return chosen.value;
}
