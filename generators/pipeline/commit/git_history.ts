import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Write } from '../change.js';
import { HISTORY, HISTORY_IN_GIT } from '../paths.js';
import { Disk, lookAt, type Step } from './disk.js';
import { explained } from './disk_error.js';
import { historyHome } from './history_home.js';

/**
 * Puts steps into git's folder before the project is written: one whose command comes to nothing leads to no state that the
 * project is in, and is not found.
 *
 * @param step called before each change of the disk, for tests.
 * @returns takes them away again.
 */
export function putInGit(root: string, writes: readonly Write[], step?: Step): () => void {
  const disk = new Disk(step);
  const puts = writes.filter(({ after }) => after !== undefined);
  const takeAway = (): void => remove(root, puts, disk);
  try {
    for (const put of puts) putOne(root, put, disk);
  } catch (error) {
    takeAway();
    throw error;
  }
  return takeAway;
}

function putOne(root: string, { path, after }: Write, disk: Disk): void {
  explained(`Cannot write ${path}`, () => {
    disk.makeFolders(join(root, HISTORY_IN_GIT));
    // A command that came to nothing may have left another one under this name.
    disk.removeAll(join(root, path));
    disk.write(join(root, path), after?.bytes ?? '');
  });
}

/** Takes steps out of git's folder that the writing has made void. */
export function dropInGit(root: string, writes: readonly Write[], step?: Step): void {
  remove(
    root,
    writes.filter(({ after }) => after === undefined),
    new Disk(step),
  );
}

/** A project that has a git folder since keeps its history there from now on. */
export function settleHistory(root: string, step?: Step): void {
  if (historyHome(root) !== HISTORY_IN_GIT || lookAt(join(root, HISTORY))?.isDirectory() !== true) return;
  const disk = new Disk(step);
  disk.makeFolders(join(root, HISTORY_IN_GIT));
  for (const name of readdirSync(join(root, HISTORY))) {
    if (name !== '.gitignore') disk.rename(join(root, HISTORY, name), join(root, HISTORY_IN_GIT, name));
  }
  disk.removeAll(join(root, HISTORY));
}

/** A step that cannot be removed leads to no state that the project is in: it is not found, and does no harm. */
function remove(root: string, writes: readonly Write[], disk: Disk): void {
  for (const { path } of writes) {
    try {
      disk.removeAll(join(root, path));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
}
