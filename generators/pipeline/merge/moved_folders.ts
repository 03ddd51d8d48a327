import type { FileTree } from '../tree.js';

/** A folder of ours that the person moved as a whole; an empty `to` is the top of the project. */
export interface FolderMove {
  readonly from: string;
  readonly to: string;
}

/**
 * Where a folder went of which no file stands any more: every folder that has at least half of its files, each by its path in the
 * folder and by most of its lines. A file without a line says nothing.
 *
 * @param base what was rendered in it last.
 * @param found files of the project that we did not render at their paths.
 */
export function destinationsOf(folder: string, base: FileTree, found: FileTree): string[] {
  const votes = new Map<string, number>();
  let voters = 0;
  for (const [path, { bytes }] of base) {
    const lines = linesIn(bytes);
    if (lines.length === 0) continue;
    voters++;
    const below = path.slice(folder.length);
    for (const [candidate, entry] of found) {
      if (!`/${candidate}`.endsWith(below) || !holdsMost(lines, linesIn(entry.bytes))) continue;
      const place = candidate.slice(0, Math.max(0, candidate.length - below.length));
      votes.set(place, (votes.get(place) ?? 0) + 1);
    }
  }
  return [...votes].filter(([, count]) => count * 2 >= voters).map(([place]) => place);
}

/** The move of the innermost folder above a path; nothing where it is in none that moved. */
export function moveOf(path: string, moves: readonly FolderMove[]): FolderMove | undefined {
  return moves.filter(({ from }) => path.startsWith(`${from}/`)).sort((a, b) => b.from.length - a.from.length)[0];
}

/** A path in a folder that moved; the same path where it is in none. */
export function movedPath(path: string, moves: readonly FolderMove[]): string {
  const move = moveOf(path, moves);
  return move === undefined ? path : joined(move.to, path.slice(move.from.length + 1));
}

/** A path in a folder, which may be the top. */
export function joined(folder: string, rest: string): string {
  return folder === '' ? rest : `${folder}/${rest}`;
}

function holdsMost(lines: readonly string[], others: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of lines) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    common++;
  }
  return common * 2 >= lines.length;
}

/** The lines of a file that say something, without their indentation. */
function linesIn(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
