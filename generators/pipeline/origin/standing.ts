import { join } from 'node:path';
import { isCode, lookAt } from '../commit/disk.js';
import { isAllCrlf, withCrlf, withLf } from '../line_ends.js';
import { readYours } from '../project/tree.js';
import { isText } from '../report/diffs.js';
import type { Entry, FileEntry, Tree } from '../tree.js';

/** Larger files are not compared: nothing that is rendered comes near. */
const LARGEST = 16 * 1024 * 1024;

/** What became of a rendered file. */
export type Fate = 'unchanged' | 'edited' | 'deleted';

/** Whether something stands at a path. In a folder that may not be looked into it counts as there: nobody has deleted it. */
export function isThere(path: string): boolean {
  try {
    return lookAt(path) !== undefined;
  } catch (error) {
    return !isCode(error, 'ENAMETOOLONG', 'ELOOP');
  }
}

/** What stands at some paths of a project; a file that is too large to be read counts as something else than a file. */
export function readStanding(root: string, paths: readonly string[]): Tree {
  const large = paths.filter((path) => sizeOf(join(root, path)) > LARGEST);
  const read = readYours(
    root,
    paths.filter((path) => !large.includes(path)),
  );
  return new Map<string, Entry>([...read, ...large.map((path) => [path, { kind: 'other' }] as const)]);
}

function sizeOf(path: string): number {
  try {
    return lookAt(path)?.size ?? 0;
  } catch {
    // Reading it will say why.
    return 0;
  }
}

/** Compares a rendered file with what stands in its place. Line ends that git turned into those of Windows are no edit. */
export function fateOf(generated: FileEntry, standing: Entry | undefined): Fate {
  if (standing === undefined) return 'deleted';
  if (standing.kind !== 'file') return 'edited';
  return likeStanding(generated, standing).bytes.equals(standing.bytes) ? 'unchanged' : 'edited';
}

/** The rendered file with the line ends of the one that stands there. */
export function likeStanding(generated: FileEntry, standing: FileEntry): FileEntry {
  if (generated.bytes.equals(standing.bytes) || !isText(generated) || !isText(standing)) return generated;
  const [text, yours] = [generated.bytes.toString('utf8'), standing.bytes.toString('utf8')];
  if (!isAllCrlf(yours)) return withLf(text) === withLf(yours) ? standing : generated;
  return { ...generated, bytes: Buffer.from(withCrlf(text)) };
}
