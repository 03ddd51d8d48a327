import type { Change, Merged, PathPolicy, Write } from '../../../generators/pipeline/change.js';
import { merge } from '../../../generators/pipeline/merge/merge.js';
import { ancestors, type Entry, type FileEntry, type FileTree, type Tree } from '../../../generators/pipeline/tree.js';

/** A file of a test: its text or bytes, perhaps executable, perhaps with the template it came from. */
export function file(
  content: string | Buffer,
  more: { executable?: boolean; origin?: string; formerly?: readonly string[] } = {},
): FileEntry {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { kind: 'file', bytes, executable: false, ...more };
}

export type Files = Readonly<Record<string, string | FileEntry>>;

export function rendered(files: Files): FileTree {
  return new Map(Object.entries(files).map(([path, entry]) => [path, typeof entry === 'string' ? file(entry) : entry]));
}

/** The project as the reader gives it: with the folders above each entry. */
export function project(entries: Readonly<Record<string, string | Entry>>): Tree {
  const tree = new Map<string, Entry>();
  for (const [path, entry] of Object.entries(entries)) {
    for (const folder of ancestors(path)) if (!tree.has(folder)) tree.set(folder, { kind: 'folder' });
    tree.set(path, typeof entry === 'string' ? file(entry) : entry);
  }
  return tree;
}

export interface Case {
  readonly base?: Files;
  readonly yours?: Readonly<Record<string, string | Entry>>;
  readonly next?: Files;
  readonly policy?: PathPolicy;
}

export function mergeCase({ base = {}, yours = {}, next = {}, policy = {} }: Case): Promise<Merged> {
  return merge(rendered(base), project(yours), rendered(next), () => policy);
}

/** The only change of a case, or the one at a path. */
export async function changeIn(given: Case, path?: string): Promise<Change> {
  const { changes } = await mergeCase(given);
  const found = path === undefined ? changes : changes.filter((change) => change.path === path);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw new Error(`${found.length} changes where one was expected`);
  return only;
}

/** The text that a change writes to a path; nothing where it does not write there. */
export function written(writes: readonly Write[], path: string): string | undefined {
  return writes.find((write) => write.path === path)?.after?.bytes.toString();
}

/** The files of a project after writing: removals first. */
export function applied(yours: Tree, writes: readonly Write[]): Map<string, Entry> {
  const tree = new Map(yours);
  for (const { path, after } of writes) if (after === undefined) tree.delete(path);
  for (const { path, after } of writes) if (after !== undefined) tree.set(path, after);
  return tree;
}
