import { ancestors, type Entry, type FileEntry, type FileTree, sameEntry, type Tree } from '../tree.js';
import { isPutInPlaceOf } from './changes.js';
import { splitLines } from './lines/pieces.js';
import { Obstacles } from './obstacles.js';

/** A rendered file that has another path now: its three versions meet at the new path. */
export interface Move {
  readonly from: string;
  readonly base: FileEntry;
  readonly yours: Entry | undefined;
  readonly next: FileEntry;
  /** What goes from the old path; nothing where the person deleted the file, or made the same move already. */
  readonly leaves?: { readonly path: string; readonly entry: FileEntry };
}

/** The moves of a merge by their new path, and the project without what leaves. */
export interface Moves {
  readonly moves: ReadonlyMap<string, Move>;
  readonly obstacles: Obstacles;
}

/**
 * Finds the files that moved, by the template they came from: the same origin exactly once in both renders, at
 * different paths. A move whose new place is not free is none: then the old path is dropped and the new one added, by
 * their own rules.
 */
export function findMoves(base: FileTree, yours: Tree, next: FileTree, shared: readonly string[] = []): Moves {
  const gone = [...base.keys()].filter((path) => !next.has(path));
  const candidates = gone.length === 0 ? new Map<string, string>() : renamedPaths(base, next);
  const dropped = gone.length === 0 ? [] : [...leavingAnyway(gone, { base, yours, next })];
  const rendered = [...base.keys(), ...next.keys(), ...shared];
  for (;;) {
    const leaving = new Set([...dropped, ...candidates.values()]);
    const obstacles = new Obstacles(yours, leaving, rendered);
    const moves = new Map<string, Move>();
    for (const [path, from] of candidates) {
      const move = makeMove(path, from, { base, next }, obstacles);
      if (move !== undefined) moves.set(path, move);
    }
    if (moves.size === candidates.size) return { moves, obstacles };
    // A file that stays after all can be in the way of another one.
    for (const path of [...candidates.keys()].filter((path) => !moves.has(path))) candidates.delete(path);
  }
}

/** What goes whatever moves: unedited files that are not rendered any more, and folders in which nothing is. */
function* leavingAnyway(gone: readonly string[], { base, yours, next }: { base: FileTree; yours: Tree; next: FileTree }): Iterable<string> {
  const folders = new Set([...next.keys()].flatMap(ancestors));
  for (const path of gone) {
    if (sameEntry(base.get(path), yours.get(path))) yield path;
    // Such a folder does not stand in the way of the same name in another letter case, only of a file of its own name.
    for (const folder of ancestors(path)) {
      if (!folders.has(folder) && !next.has(folder) && yours.get(folder)?.kind === 'folder') yield folder;
    }
  }
}

function makeMove(path: string, from: string, { base, next }: { base: FileTree; next: FileTree }, obstacles: Obstacles): Move | undefined {
  const [was, is] = [base.get(from), next.get(path)];
  if (was === undefined || is === undefined) return undefined;
  const [found, target] = [obstacles.at(from), obstacles.at(path)];
  const source = isPutInPlaceOf(was, found) ? undefined : found;
  const sides = { from, base: was, next: is };
  if (source === undefined) {
    if (target === undefined) return { ...sides, yours: target };
    return target.kind === 'file' ? { ...sides, base: renamedInside(was, from, path, target), yours: target } : undefined;
  }
  if (source.kind !== 'file' || target !== undefined || obstacles.obstacle(path) !== undefined) return undefined;
  return { ...sides, yours: source, leaves: { path: from, entry: source } };
}

/**
 * A person who moves a file to another name of its package writes the new name into it. Where that is so, the base has it too: what
 * both sides have renamed alike is a change of neither.
 */
function renamedInside(base: FileEntry, from: string, to: string, yours: FileEntry): FileEntry {
  const [old, now] = [from, to].map((path) => path.split('/'));
  const renamed = (old ?? []).flatMap((name, index) => (name === now?.[index] ? [] : [[name, now?.[index] ?? ''] as const]));
  const [[name, newName] = ['', '']] = renamed;
  if (renamed.length !== 1 || old?.length !== now?.length || !/^\w+$/.test(name)) return base;
  const text = base.bytes.toString('latin1').replaceAll(new RegExp(`\\b${name}\\b`, 'g'), newName);
  const bytes = Buffer.from(text, 'latin1');
  return linesIn(bytes, yours.bytes) > linesIn(base.bytes, yours.bytes) ? { ...base, bytes } : base;
}

/** How many lines of a text stand in another one. */
function linesIn(text: Buffer, other: Buffer): number {
  const lines = new Set(splitLines(other.toString('latin1')).map((line) => line.trimEnd()));
  return splitLines(text.toString('latin1')).filter((line) => lines.has(line.trimEnd())).length;
}

/**
 * New path to old path, for origins that stand once in both renders; a path that both renders have is no end of a move. A pack may say
 * of a file which origin it had before: then that one is followed, to it and back.
 */
function renamedPaths(base: FileTree, next: FileTree): Map<string, string> {
  const renamed = new Map<string, string>();
  const [before, after] = [pathsByOrigin(base), pathsByOrigin(next)];
  const same = [...before].map(([origin, from]) => [from, after.get(origin)] as const);
  const ends = [...same, ...formerPaths(next, before).map(([to, from]) => [from, to] as const), ...formerPaths(base, after)];
  const left = new Set<string>();
  for (const [from, to] of ends) {
    if (from === '' || to === undefined || to === '' || next.has(from) || base.has(to) || renamed.has(to) || left.has(from)) continue;
    renamed.set(to, from);
    left.add(from);
  }
  return renamed;
}

/** The files of a render that had another origin before, each with the path of that one in the other render. */
function formerPaths(tree: FileTree, others: ReadonlyMap<string, string>): [path: string, other: string][] {
  return [...tree].flatMap(([path, { formerly = [] }]) => {
    const known = formerly.map((origin) => others.get(origin) ?? '').find((other) => other !== '');
    return known === undefined ? [] : [[path, known]];
  });
}

/** Where each origin stands; an empty path where it stands more than once. */
function pathsByOrigin(tree: FileTree): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [path, { origin }] of tree) {
    if (origin !== undefined) paths.set(origin, paths.has(origin) ? '' : path);
  }
  return paths;
}
