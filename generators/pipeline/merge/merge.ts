import type { Change, Merged, PathPolicy } from '../change.js';
import { type Entry, type FileEntry, type FileTree, sameEntry, type Tree } from '../tree.js';
import { blocked, deletedByYou, droppedByUs, isPutInPlaceOf, kept, setAside, taken, unchanged } from './changes.js';
import { findMoves, type Move } from './moves.js';
import type { Obstacles, Twin } from './obstacles.js';
import { noteOnSettings, settingsBeside } from './settings_files.js';
import { isReadAs, shadowsOf, twinOf } from './twins.js';

/**
 * Merges what we rendered last (`base`), what is in the project now (`yours`) and what we render now (`next`).
 *
 * @param yours for every path of {@link pathsOfInterest}: what stands there, what stands at its ancestors, and their
 *   siblings that have the same name in another letter case or are called `<name>.generated*`.
 * @param policy what the pack says about a path.
 * @param shared paths that are rendered too, the same on both sides, and not in the trees: no other file gets their names.
 */
export async function merge(
  base: FileTree,
  yours: Tree,
  next: FileTree,
  policy: (path: string) => PathPolicy,
  shared: readonly string[] = [],
): Promise<Merged> {
  const { moves, obstacles } = findMoves(base, yours, next, shared);
  const sources = new Set(Array.from(moves.values(), (move) => move.from));
  const paths = [...new Set([...base.keys(), ...next.keys()])].filter((path) => !sources.has(path)).sort();
  const changes: Change[] = [];
  for (const path of paths) {
    const move = moves.get(path);
    const sides = move ?? { base: base.get(path), next: next.get(path) };
    const rendered = { path, ...sides, policy: policy(path), move };
    changes.push(await withSettings(await mergePath(rendered, obstacles), rendered, obstacles));
  }
  return { changes };
}

/**
 * The paths whose entry in the project can matter for a merge, sorted, those of the same file under another name too: where
 * both renders agree, nothing has to be read.
 */
export function pathsOfInterest(base: FileTree, next: FileTree, policy: (path: string) => PathPolicy = () => ({})): string[] {
  const paths = [...new Set([...base.keys(), ...next.keys()])].filter((path) => !sameEntry(base.get(path), next.get(path)));
  const others = paths.flatMap((path) => [
    ...(twinOf(path) ?? []),
    ...shadowsOf(path),
    ...settingsBeside(path),
    ...(policy(path).blockedBy ?? []),
    ...(policy(path).clash?.with ?? []),
  ]);
  return [...new Set([...paths, ...others])].sort();
}

/** One rendered path in the merge: what we had there, what we have there now, and how it got there. */
interface RenderedPath {
  readonly path: string;
  readonly base: FileEntry | undefined;
  readonly next: FileEntry | undefined;
  readonly policy: PathPolicy;
  readonly move: Move | undefined;
}

/** The rules in their order: the first one that fits decides. */
async function mergePath(rendered: RenderedPath, obstacles: Obstacles): Promise<Change> {
  const { path, base, next, policy, move } = rendered;
  const hasMoved = move?.leaves !== undefined;
  if (!hasMoved && sameEntry(base, next)) return unchanged(path, 1);
  const found = move === undefined ? obstacles.at(path) : move.yours;
  const yours = isPutInPlaceOf(base, found) ? undefined : found;
  const mayHaveTwin = yours === undefined && move === undefined && (base !== undefined || isReadAs(path));
  const twin = mayHaveTwin ? obstacles.twin(path) : undefined;
  if (twin !== undefined) return mergeTwin(twin, rendered, obstacles);
  if (!hasMoved && sameEntry(yours, next)) return unchanged(path, 2);
  if (next === undefined) return droppedByUs(path, base, yours);
  if (yours === undefined && base !== undefined) return deletedByYou(path, found !== undefined);
  if (yours === undefined) return mergeNew(path, next, obstacles, policy);
  if (yours.kind !== 'file') return mergeBlocked(path, yours, next, obstacles);
  if (policy.misplaced !== undefined) return kept(path, 4, `${policy.misplaced}; there is a newer version of it.`);
  const { mergeFiles } = await import('./files.js');
  return mergeFiles({ path, base, yours, next, policy, leaves: move?.leaves }, obstacles);
}

/** What is written into a table that its tool does not read is said. */
async function withSettings(change: Change, { path, base, next }: RenderedPath, obstacles: Obstacles): Promise<Change> {
  if (change.outcome === 'unchanged' || next === undefined || settingsBeside(path).length === 0) return change;
  const note = await noteOnSettings(path, { base, next }, (other) => obstacles.at(other));
  return note === undefined ? change : { ...change, note: change.note === undefined ? note : `${change.note} ${note}` };
}

/** The person has the file under another ending that its tool reads too: it is merged there. */
async function mergeTwin({ path, entry }: Twin, { base, next, policy }: RenderedPath, obstacles: Obstacles): Promise<Change> {
  if (next === undefined) return droppedByUs(path, base, entry);
  if (sameEntry(entry, next)) return unchanged(path, 2);
  const { mergeFiles } = await import('./files.js');
  return mergeFiles({ path, base, yours: entry, next, policy, leaves: undefined }, obstacles);
}

/** A file that was not there before is new (rule 3), unless its place is taken (rule 10). */
function mergeNew(path: string, next: FileEntry, obstacles: Obstacles, policy: PathPolicy): Change {
  const obstacle = obstacles.obstacle(path);
  if (obstacle !== undefined) return blocked(path, obstacle, obstacles.beside(path, obstacle), next);
  const shadow = obstacles.shadow(path, policy.blockedBy);
  if (shadow !== undefined) return blocked(path, shadow, obstacles.beside(path, path), next);
  const reason = policy.misplaced ?? (obstacles.shadow(path, policy.clash?.with) === undefined ? undefined : policy.clash?.because);
  if (reason !== undefined) return setAside(path, reason, obstacles.beside(path, path), next);
  const unread = isReadAs(path) ? undefined : obstacles.twin(path);
  const note = unread === undefined ? {} : { note: `Your ${unread.path} stays, but the tool does not read it under that name.` };
  return { path, outcome: 'new', rule: 3, ...note, writes: [{ path, before: undefined, after: next }] };
}

/** A link (rule 6) or something that is no file (rule 10) stands where the file should go. */
function mergeBlocked(path: string, yours: Entry, next: FileEntry, obstacles: Obstacles): Change {
  const beside = obstacles.beside(path, path);
  return yours.kind === 'link' ? taken(path, yours, beside, next) : blocked(path, path, beside, next);
}
