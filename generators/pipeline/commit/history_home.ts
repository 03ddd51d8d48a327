import { join } from 'node:path';
import type { Write } from '../change.js';
import { HISTORY, HISTORY_IN_GIT } from '../paths.js';
import { lookAt } from './disk.js';

/** Where a project keeps what `undo` needs: always within its own folder. */
export function historyHome(root: string): string {
  if (lookAt(join(root, '.git'))?.isDirectory() !== true) return HISTORY;
  const inside = lookAt(join(root, HISTORY_IN_GIT));
  return inside === undefined || inside.isDirectory() ? HISTORY_IN_GIT : HISTORY;
}

/** Writes of the history that go into git's folder, which no commit of ours touches; the others are part of the commit. */
export function isInGit({ path }: Write): boolean {
  return path.startsWith(`${HISTORY_IN_GIT}/`);
}
