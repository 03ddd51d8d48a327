import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NEW, OLD } from '../paths.js';
import { ancestors } from '../tree.js';
import { type Disk, lookAt } from './disk.js';
import { explained } from './disk_error.js';
import { checksum, type Journal } from './journal.js';
import { giveToOwner } from './ownership.js';

/**
 * Takes an unfinished write back, however far it came. Nothing is deleted: what was put in place returns to the stage,
 * so it can be cut off itself and begun again. What somebody edited in between stays: at its path where nothing was
 * before, else beside it.
 *
 * @returns the paths under which such edits are now.
 */
export function rollBack(root: string, stage: string, journal: Journal, disk: Disk): string[] {
  const edited = journal.puts.flatMap(({ path, sum }) => {
    return explained(`Cannot remove ${path} again`, () => takeBack(root, stage, path, sum, disk)) ? [] : [path];
  });
  for (const folder of journal.folders.toReversed()) {
    if (isReached(root, folder)) disk.removeEmptyFolder(join(root, folder));
  }
  const beside = new Map(edited.map((path) => [path, path]));
  journal.asides.forEach((path, number) => {
    const moved = explained(`Cannot restore ${path}`, () => restore(root, join(stage, OLD, String(number)), path, disk));
    if (moved !== undefined) beside.set(path, moved);
  });
  restoreFolders(root, journal, disk);
  return [...beside.values()];
}

/** Takes a file back that was put in place; false where it is no longer what was put there. */
function takeBack(root: string, stage: string, path: string, sum: string, disk: Disk): boolean {
  const staged = join(stage, NEW, path);
  const target = join(root, path);
  const isStaged = lookAt(staged) !== undefined;
  if (!isReached(root, path) || (isStaged && !isOneFile(staged, target))) return true;
  const found = lookAt(target);
  if (found === undefined) return true;
  if (!found.isFile() || checksum(readFileSync(target)) !== sum) return false;
  if (isStaged) disk.removeSecondName(target);
  else {
    disk.makeFolders(dirname(staged));
    disk.rename(target, staged);
  }
  return true;
}

/** Whether two paths are names of one file: the write was cut off between giving it its place and taking it off the stage. */
function isOneFile(path: string, otherPath: string): boolean {
  const [one, other] = [path, otherPath].map((each) => lstatSync(each, { bigint: true, throwIfNoEntry: false }));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

/**
 * Restores what was taken away; where somebody put something else in its place, that goes beside it, and the new path
 * is returned.
 */
function restore(root: string, kept: string, path: string, disk: Disk): string | undefined {
  if (lookAt(kept) === undefined) return undefined;
  const beside = isReached(root, path) ? undefined : moveObstacle(root, path, disk);
  for (const folder of disk.makeFolders(dirname(join(root, path)))) giveToOwner(folder, folder, disk);
  const own = lookAt(join(root, path)) === undefined ? undefined : moveBeside(root, path, disk);
  disk.rename(kept, join(root, path));
  return beside ?? own;
}

/** A file or link that came to stand where a folder was. */
function moveObstacle(root: string, path: string, disk: Disk): string | undefined {
  const obstacle = ancestors(path).find((folder) => lookAt(join(root, folder))?.isDirectory() === false);
  return obstacle === undefined ? undefined : moveBeside(root, obstacle, disk);
}

function moveBeside(root: string, path: string, disk: Disk): string {
  let free = `${path}.edited`;
  for (let number = 1; lookAt(join(root, free)) !== undefined; number += 1) free = `${path}.edited.${number}`;
  disk.rename(join(root, path), join(root, free));
  return free;
}

function restoreFolders(root: string, { emptied }: Journal, disk: Disk): void {
  for (const { path, mode } of emptied) {
    if (!isReached(root, `${path}/x`)) continue;
    const found = lookAt(join(root, path));
    if (found !== undefined && (found.mode & 0o7777) !== mode) disk.setMode(join(root, path), mode);
  }
}

/** Whether the folders above a path are there and are folders. */
function isReached(root: string, path: string): boolean {
  return ancestors(path).every((folder) => lookAt(join(root, folder))?.isDirectory() === true);
}
