import type { Merged } from '../../generators/pipeline/change.js';
import type { Entry, Tree } from '../../generators/pipeline/tree.js';

/** The tree after a merge was written: the commit, on values. */
export function applyMerge(tree: Tree, merged: Merged): Tree {
  const after = new Map<string, Entry>(tree);
  for (const { path, after: entry } of merged.changes.flatMap(({ writes }) => writes)) {
    if (entry === undefined) after.delete(path);
    else after.set(path, entry);
  }
  return after;
}

/** A tree as plain text by path, for comparisons that read well. */
export function textsOf(tree: Tree): Record<string, string> {
  const files = [...tree].flatMap(([path, entry]) => (entry.kind === 'file' ? [[path, entry.bytes.toString('latin1')] as const] : []));
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
