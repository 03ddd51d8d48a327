import { join } from 'node:path';
import { destinationsOf, type FolderMove, movedPath } from '../merge/moved_folders.js';
import { readFound } from '../project/find_files.js';
import { ancestors, type FileTree, nameOf } from '../tree.js';
import { isThere } from './standing.js';

/** So many bytes are not the same by chance. */
const SHORTEST = 100;

/**
 * Finds where the person moved rendered files that are not at their paths any more: with their whole folder, as a command follows it,
 * or one by one without a change.
 *
 * @returns their paths now, by the paths where they were rendered.
 */
export function findMoves(root: string, rendered: FileTree): ReadonlyMap<string, string> {
  const absent = new Set([...rendered.keys()].filter((path) => !isThere(join(root, path))));
  if (absent.size === 0) return new Map();
  const names = new Set([...absent].map(nameOf));
  const found = readFound(root, (name, folder) => names.has(name) && !rendered.has(folder + name));
  const folders = movedFolders(rendered, absent, found);
  const moves = new Map<string, string>();
  for (const path of absent) {
    const to = movedPath(path, folders);
    const now = to !== path && found.has(to) ? to : twinOf(path, rendered, found);
    if (now !== undefined) moves.set(path, now);
  }
  return moves;
}

/** Folders of which nothing stands any more, and whose files are in one other place. */
function movedFolders(rendered: FileTree, absent: ReadonlySet<string>, found: FileTree): readonly FolderMove[] {
  if (found.size === 0) return [];
  const folders = new Set([...absent].flatMap(ancestors));
  return [...folders].flatMap((from): FolderMove[] => {
    const own = [...rendered].filter(([path]) => path.startsWith(`${from}/`));
    if (from.startsWith('.') || own.some(([path]) => !absent.has(path))) return [];
    const [to, ...others] = destinationsOf(from, new Map(own), found);
    return to === undefined || others.length > 0 ? [] : [{ from, to }];
  });
}

/** A file of the same name with the same bytes, where there is one such. */
function twinOf(path: string, rendered: FileTree, found: FileTree): string | undefined {
  const bytes = rendered.get(path)?.bytes;
  if (bytes === undefined || bytes.length < SHORTEST) return undefined;
  const twins = [...found].filter(([other, entry]) => nameOf(other) === nameOf(path) && entry.bytes.equals(bytes));
  return twins.length === 1 ? twins[0]?.[0] : undefined;
}
