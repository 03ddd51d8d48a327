import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, PathPolicy } from '../../change.js';
import { PackageRenamed, Refusal } from '../../errors.js';
import { destinationsOf, type FolderMove, joined, movedPath, moveOf } from '../../merge/moved_folders.js';
import { readFound } from '../../project/find_files.js';
import { type FileEntry, type FileTree, nameOf, parentOf } from '../../tree.js';
import { findHeldBack, verifyThere } from './held_back.js';
import type { Absent, Followed, Renders } from './renders.js';
import { hiddenNote } from './sparse.js';

/** Finds what is not where it was rendered: held back by git, moved, or deleted. */
export async function followPerson(root: string, renders: Renders, absent: Absent): Promise<Followed> {
  const { known, lastAt } = renders;
  const below = (folder: string): readonly string[] => known.filter((path) => isBelow(path, folder));
  const held = await findHeldBack(root, [...absent.files, ...absent.folders.flatMap(below)]);
  verifyThere(absent.files, held);
  const hidden = absent.folders.filter((folder) => below(folder).some((path) => held.paths.has(path)));
  const gone = absent.folders.filter((folder) => !hidden.includes(folder));
  const moves = findMoves(root, gone, renders);
  const followed = moved(root, renders, moves);
  const deleted = lastAt(absent.files.filter((path) => moveOf(path, moves) === undefined));
  const reword = (change: Change): Change => {
    if (change.outcome === 'unchanged') return change;
    const move = moveOf(followed.renderedAt(change.path), moves);
    const folder = hidden.find((each) => isBelow(change.path, each));
    if (folder !== undefined) return noted(change, hiddenNote(folder));
    if (move !== undefined) return change.note?.startsWith('You moved') ? change : noted(change, `You moved ${place(move)}.`);
    const base = change.rule === 4 ? deleted.get(change.path) : undefined;
    const twin = base === undefined ? undefined : findTwin(root, base, known);
    return twin === undefined ? change : { ...change, note: `You moved it to ${twin}, it seems; there is a newer version of it.` };
  };
  return { ...followed, reword };
}

/** Where folders went that are gone. */
function findMoves(root: string, gone: readonly string[], renders: Renders): FolderMove[] {
  const ours = new Set(renders.known);
  const pathsIn = gone.map((folder) => ({ folder, paths: renders.known.filter((path) => isBelow(path, folder)) }));
  const names = new Set(pathsIn.flatMap(({ paths }) => paths.map(nameOf)));
  const found = readFound(root, (name, folder) => names.has(name) && !ours.has(folder + name));
  return pathsIn.flatMap(({ folder, paths }) => findMove(folder, renders.lastAt(paths), found, renders) ?? []);
}

/** Another file that is the same, byte by byte. Of a few lines there can be many. */
function findTwin(root: string, { bytes }: FileEntry, known: readonly string[]): string | undefined {
  if (bytes.length < SHORTEST) return undefined;
  const ours = new Set(known);
  const found = readFound(root, (name, folder) => !ours.has(folder + name), bytes.length);
  return [...found].find(([, entry]) => entry.bytes.equals(bytes))?.[0];
}

/** So many bytes are not the same by chance. */
const SHORTEST = 100;

/** Where a folder went; nothing where it went nowhere, or to where this run renders it: that merges by itself. */
function findMove(from: string, base: FileTree, found: FileTree, { packages }: Renders): FolderMove | undefined {
  const places = destinationsOf(from, base, found);
  const isPackage = packages?.before.path === from;
  if (isPackage && places.includes(packages.after.path)) return undefined;
  const [to, other] = places;
  if (to === undefined) return undefined;
  if (other === undefined) return { from, to };
  throw new Refusal(
    `${from} is gone, and its files are in ${places.map((place) => place || 'the top folder').join(' and in ')}`,
    'Keep them in one place, and run the command again',
  );
}

/** Both renders where the folders are now. A path that we render there already is not given away twice. */
function moved(root: string, renders: Renders, moves: readonly FolderMove[]): Omit<Followed, 'reword'> {
  const next = moves.map((move) => moveOfNext(root, move, renders));
  const taken = new Set([...renders.known, ...renders.next.keys()]);
  const origins = new Map<string, string>();
  const put = (tree: FileTree, by: readonly FolderMove[]): FileTree =>
    new Map(
      [...tree].map(([path, entry]) => {
        const to = movedPath(path, by);
        if (taken.has(to)) return [path, entry];
        origins.set(to, path);
        return [to, entry];
      }),
    );
  const trees = { base: put(renders.base, moves), next: put(renders.next, next) };
  return {
    ...trees,
    renderedAt: (path) => origins.get(path) ?? path,
    policy: (path) => {
      const move = moveOf(origins.get(path) ?? '', moves);
      const isModule = move !== undefined && path.endsWith('.py');
      return isModule ? misplacedIn(root, move, trees.base.get(path), trees.next.get(path)) : {};
    },
  };
}

/** Where what is rendered now goes: a new name of the package stays that, in the folder to which the person moved the old one. */
function moveOfNext(root: string, move: FolderMove, { packages }: Renders): FolderMove {
  if (packages === undefined || packages.before.path !== move.from) return move;
  const { before, after } = packages;
  const name = nameOf(move.to);
  if (name === after.name) return { from: after.path, to: move.to };
  if (name === before.name) return { from: after.path, to: joined(parentOf(move.to), after.name) };
  if (before.mayBeCalled(name) && !isPackage(root, parentOf(move.to))) throw new PackageRenamed(move.from, move.to, name);
  return { from: after.path, to: move.to };
}

/** A module that imports from a folder by its old name does not work in the new one. What it imported before, the person has adapted. */
function misplacedIn(root: string, move: FolderMove, base: FileEntry | undefined, next: FileEntry | undefined): PathPolicy {
  const name = nameOf(move.from);
  if (name === nameOf(move.to) && !isPackage(root, parentOf(move.to))) return {};
  const known = new Set(base === undefined ? [] : importsOf(name, base));
  const isImported = next !== undefined && importsOf(name, next).some((line) => !known.has(line));
  return isImported ? { misplaced: `You moved ${place(move)}, and this module imports from ${name}` } : {};
}

function importsOf(name: string, { bytes }: FileEntry): readonly string[] {
  return bytes.toString('latin1').match(new RegExp(`^[ \\t]*(?:from|import)[ \\t]+${name}\\b.*`, 'gm')) ?? [];
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function isPackage(root: string, folder: string): boolean {
  return existsSync(join(root, folder, '__init__.py'));
}

function place({ from, to }: FolderMove): string {
  return `${from} to ${to || 'the top folder'}`;
}

function noted(change: Change, words: string): Change {
  return { ...change, note: change.note === undefined ? words : `${change.note} ${words}` };
}
