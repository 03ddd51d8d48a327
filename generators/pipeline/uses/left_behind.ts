import type { Warning } from '../documents.js';
import type { FolderAfter } from './folder_after.js';

/**
 * Modules of the person's own that stay in a folder which the package has left: nothing of ours moves them, and nothing imports them any
 * more.
 *
 * @param from the folder of the package before, and `to` the one after.
 */
export function leftBehind(folder: FolderAfter, from: string, to: string): readonly Warning[] {
  if (from === to || to.startsWith(`${from}/`)) return [];
  const [first, ...more] = modulesIn(folder, from);
  if (first === undefined) return [];
  const modules = more.length === 0 ? `${first} of yours stays` : `${first} and ${more.length} more of yours stay`;
  return [{ fact: `The package is in ${to}/ now, and ${modules} in ${from}/: what you still need has to move` }];
}

function modulesIn(folder: FolderAfter, path: string): readonly string[] {
  return [...folder.list(path)].flatMap(([name, kind]) => {
    if (kind === 'folder') return modulesIn(folder, `${path}/${name}`);
    return kind === 'file' && name.endsWith('.py') ? [`${path}/${name}`] : [];
  });
}
