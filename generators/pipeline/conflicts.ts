import type { Change, Merged, Resolutions } from './change.js';
import { Refusal } from './errors.js';
import type { OnConflict } from './options.js';
import type { Prepared } from './prepare.js';
import type { Terminal } from './terminal.js';

type Way = keyof Resolutions;

const WAYS: readonly { value: Way; name: string }[] = [
  { value: 'markers', name: 'Write both, between conflict markers' },
  { value: 'mine', name: 'Keep mine' },
  { value: 'generated', name: 'Take the generated one' },
];

/**
 * Decides each conflict: as `--on-conflict` says, else by asking where somebody is there to answer, else with markers.
 *
 * @returns the merge with the chosen writes in its changes.
 */
export async function resolveConflicts({ merged, request }: Prepared, terminal: Terminal): Promise<Merged> {
  const conflicts = merged.changes.filter(({ outcome }) => outcome === 'conflict');
  if (conflicts.length === 0) return merged;
  const asks = terminal.interactive && !request.options.defaults && !request.options.json;
  const way = request.options.onConflict ?? (asks ? undefined : 'markers');
  if (way === 'stop') throw stopped(conflicts);
  const changes: Change[] = [];
  for (const change of merged.changes) {
    changes.push(change.resolutions === undefined ? change : resolve(change, way ?? (await askWay(change, terminal))));
  }
  return { changes };
}

function stopped(conflicts: readonly Change[]): Refusal {
  return new Refusal(
    `You and the pack changed the same lines in ${conflicts.map(({ path }) => path).join(', ')}`,
    'Nothing was written; use --on-conflict markers, mine or generated',
  );
}

function resolve(change: Change, way: Exclude<OnConflict, 'stop'>): Change {
  const writes = change.resolutions?.[way] ?? change.writes;
  if (way === 'markers') return { ...change, writes };
  return way === 'mine'
    ? { ...change, outcome: 'kept', writes, note: 'Kept as yours, as you chose' }
    : { ...change, outcome: 'updated', writes, note: 'Taken as generated, as you chose' };
}

async function askWay({ path }: Change, terminal: Terminal): Promise<Way> {
  const asker = await terminal.asker();
  const answer = await asker([
    { type: 'select', name: 'way', message: `You and the pack changed the same lines of ${path}`, choices: WAYS },
  ]);
  return WAYS.find(({ value }) => value === answer['way'])?.value ?? 'markers';
}
