import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Write } from '../change.js';
import { HISTORY, HISTORY_IN_GIT } from '../paths.js';
import { Disk, lookAt, type Step } from './disk.js';
import { explained } from './disk_error.js';
import { historyHome } from './history_home.js';
import { giveToOwner } from './ownership.js';

/** How the name of a step ends until its command has written everything: so one that came to nothing is known for what it is. */
const BEGUN = '.begun';

/**
 * Puts steps into git's folder before the project is written, under names that say so.
 *
 * @param step called before each change of the disk, for tests.
 * @returns takes them away again.
 */
export function putInGit(root: string, writes: readonly Write[], step?: Step): () => void {
  const disk = new Disk(step);
  const puts = writes.filter(({ after }) => after !== undefined);
  const takeAway = (): void =>
    remove(
      root,
      puts.map(({ path }) => path + BEGUN),
      disk,
    );
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
    for (const folder of disk.makeFolders(join(root, HISTORY_IN_GIT))) giveToOwner(folder, folder, disk);
    // A command that came to nothing may have left another one under this name.
    disk.removeAll(join(root, path + BEGUN));
    disk.write(join(root, path + BEGUN), after?.bytes ?? '');
    giveToOwner(join(root, path + BEGUN), join(root, path + BEGUN), disk);
  });
}

/** After the writing: gives the steps their names, and takes those out of git's folder that the writing has made void. */
export function settleInGit(root: string, writes: readonly Write[], step?: Step): void {
  const disk = new Disk(step);
  for (const { path, after } of writes) {
    // What keeps its first name is still found: it led to the state that the project is in.
    if (after !== undefined) harmless(() => disk.rename(join(root, path + BEGUN), join(root, path)));
  }
  const gone = writes.filter(({ after }) => after === undefined).map(({ path }) => path);
  remove(root, gone, disk);
}

/** A project that has a git folder since keeps its history there from now on. */
export function settleHistory(root: string, step?: Step): void {
  if (historyHome(root) !== HISTORY_IN_GIT || lookAt(join(root, HISTORY))?.isDirectory() !== true) return;
  const disk = new Disk(step);
  for (const folder of disk.makeFolders(join(root, HISTORY_IN_GIT))) giveToOwner(folder, folder, disk);
  for (const name of readdirSync(join(root, HISTORY))) {
    if (name !== '.gitignore') disk.rename(join(root, HISTORY, name), join(root, HISTORY_IN_GIT, name));
  }
  disk.removeAll(join(root, HISTORY));
}

/** Puts another step in the place of one: where that fails, the old one is still whole. */
export function replaceStep(root: string, path: string, bytes: Buffer): void {
  const disk = new Disk();
  const [step, draft] = [join(root, path), join(root, `${path}.draft`)];
  harmless(() => {
    disk.removeAll(draft);
    disk.write(draft, bytes);
    giveToOwner(draft, step, disk);
    disk.rename(draft, step);
  });
}

/** A step that cannot be removed does no harm. */
function remove(root: string, paths: readonly string[], disk: Disk): void {
  for (const path of paths) harmless(() => disk.removeAll(join(root, path)));
}

function harmless(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
