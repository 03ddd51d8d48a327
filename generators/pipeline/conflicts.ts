import { heard } from './ask.js';
import type { Asker } from './asker.js';
import type { Change, Merged, Resolutions } from './change.js';
import { Refusal } from './errors.js';
import { mayAsk } from './gather.js';
import type { OnConflict } from './options.js';
import type { Prepared } from './prepare.js';
import type { Terminal } from './terminal.js';

type Way = keyof Resolutions;
/** What a person may say about a conflict besides a way out of it. */
type Wish = Way | 'diff' | 'all';

const WAYS: readonly { readonly value: Way; readonly name: string }[] = [
  { value: 'markers', name: 'Write both, between conflict markers' },
  { value: 'mine', name: 'Keep mine' },
  { value: 'generated', name: 'Take the generated one' },
];

/**
 * Decides each conflict: as `--on-conflict` says, else by asking where somebody is there to answer, else with markers.
 *
 * @returns the merge with the chosen writes in its changes.
 * @throws Refusal with `--on-conflict stop`; Interruption where a person breaks off. Nothing is written by then.
 */
export async function resolveConflicts({ merged, request }: Prepared, terminal: Terminal): Promise<Merged> {
  const conflicts = merged.changes.filter(({ outcome }) => outcome === 'conflict');
  if (conflicts.length === 0) return merged;
  const way = request.options.onConflict ?? (mayAsk(request, terminal) ? undefined : 'markers');
  if (way === 'stop') throw stopped(conflicts);
  const ways = way === undefined ? await heard(() => askWays(conflicts, terminal)) : new Map<Change, Way>();
  return { changes: merged.changes.map((change) => resolve(change, ways.get(change) ?? way ?? 'markers')) };
}

function stopped(conflicts: readonly Change[]): Refusal {
  return new Refusal(
    `You and the pack changed the same lines in ${conflicts.map(({ path }) => path).join(', ')}`,
    'Nothing was written; use --on-conflict markers, mine or generated',
  );
}

function resolve(change: Change, way: Exclude<OnConflict, 'stop'>): Change {
  if (change.resolutions === undefined) return change;
  const writes = change.resolutions[way];
  // What is in the way of a whole file can only be moved by the person: then nothing was taken.
  const isBeside = way === 'generated' && !writes.some(({ path }) => path === change.path);
  if (way === 'markers' || isBeside) return { ...change, writes };
  return way === 'mine'
    ? { ...change, outcome: 'kept', writes, note: 'Kept as yours, as you chose' }
    : { ...change, outcome: 'updated', writes, note: 'Taken as generated, as you chose' };
}

/** Asks about one conflict after the other, until somebody gives one answer for all that follow. */
async function askWays(conflicts: readonly Change[], terminal: Terminal): Promise<ReadonlyMap<Change, Way>> {
  const ways = new Map<Change, Way>();
  for (const [index, change] of conflicts.entries()) {
    const left = conflicts.length - index;
    const wish = await askWish(change, left, terminal);
    if (wish !== 'all') {
      ways.set(change, wish);
      continue;
    }
    const way = await askChoice(await terminal.asker(), `For this one and the ${left - 1} that follow`, WAYS);
    for (const each of conflicts.slice(index)) ways.set(each, way);
    break;
  }
  return ways;
}

/** Asks about one conflict, with what it is about; the whole diff as often as somebody wants to see it. */
async function askWish(change: Change, left: number, terminal: Terminal): Promise<Way | 'all'> {
  const { conflictExcerpt, wholeDiff } = await import('./conflict_view.js');
  const choices: readonly { readonly value: Wish; readonly name: string }[] = [
    ...WAYS,
    { value: 'diff', name: 'See the whole diff, from yours to the generated one' },
    ...(left > 1 ? [{ value: 'all' as const, name: `One answer for this one and the ${left - 1} that follow` }] : []),
  ];
  terminal.out(conflictExcerpt(change, terminal));
  for (;;) {
    const wish = await askChoice(await terminal.asker(), `You and the pack changed the same lines of ${change.path}`, choices);
    if (wish !== 'diff') return wish;
    terminal.out(wholeDiff(change, terminal));
  }
}

async function askChoice<W extends Wish>(
  asker: Asker,
  message: string,
  choices: readonly { readonly value: W; readonly name: string }[],
): Promise<W> {
  const answer = await asker([{ type: 'select', name: 'way', message, choices }]);
  const chosen = choices.find(({ value }) => value === answer['way']);
  if (chosen === undefined) throw new Refusal('The question about a conflict got no answer', 'Use --on-conflict');
  return chosen.value;
}
