import { readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { NEW, OLD } from '../paths.js';
import { ancestors, type Entry } from '../tree.js';
import { type Disk, lookAt } from './disk.js';
import { explained } from './disk_error.js';
import { giveToOwner } from './ownership.js';
import { blocked, changed, type ReplacedEntry, type Staging } from './staging.js';

/** Whether what was found counts as executable. Windows has no such bit: there everything is as it was. */
function isExecutable(found: Stats): boolean {
  return (found.mode & 0o100) !== 0;
}

/**
 * Brings staged files into place: first what goes is taken away, then the folders that became empty, then the new
 * files.
 */
export function renameIntoPlace(root: string, stage: string, staging: Staging, disk: Disk): void {
  for (const [number, aside] of staging.asides.entries()) {
    explained(`Cannot replace ${aside.path}`, () => takeAway(root, stage, aside, number, disk));
  }
  for (const folder of staging.emptied) disk.removeEmptyFolder(join(root, folder));
  const mayMake = new Set(staging.journal.folders);
  for (const path of staging.units) {
    explained(`Cannot write ${path}`, () => {
      prepareFolders(root, path, mayMake, disk);
      if (!putUnit(join(stage, NEW, path), join(root, path), disk)) throw changed(path);
    });
  }
}

/** Puts a file or a whole folder where nothing stands; false where something does. A folder never goes over anything but an empty one. */
function putUnit(staged: string, target: string, disk: Disk): boolean {
  if (lookAt(target) !== undefined) return false;
  if (lookAt(staged)?.isDirectory() !== true) return disk.putFile(staged, target);
  disk.rename(staged, target);
  return true;
}

/** Takes away what stands at a path, and looks at it once nobody else can change it: is it what was read? */
function takeAway(root: string, stage: string, { path, before }: ReplacedEntry, number: number, disk: Disk): void {
  prepareFolders(root, path, new Set(), disk);
  const found = lookAt(join(root, path));
  if (found === undefined || !sameKind(before, found)) throw changed(path);
  const kept = join(stage, OLD, String(number));
  disk.rename(join(root, path), kept);
  const taken = lookAt(kept);
  if (taken === undefined || !matches(before, kept, taken)) throw changed(path);
}

/**
 * Looks at each folder above a path right before it is used: a link is never followed, and what vanished was changed by
 * somebody.
 */
function prepareFolders(root: string, path: string, mayMake: ReadonlySet<string>, disk: Disk): void {
  for (const folder of ancestors(path)) {
    const found = lookAt(join(root, folder));
    if (found === undefined && !mayMake.has(folder)) throw changed(folder);
    if (found === undefined) {
      disk.makeFolder(join(root, folder));
      giveToOwner(join(root, folder), join(root, folder), disk);
    } else if (!found.isDirectory()) throw blocked(folder, found.isSymbolicLink());
  }
}

function sameKind(entry: Entry, found: Stats): boolean {
  if (entry.kind === 'file') return found.isFile();
  if (entry.kind === 'link') return found.isSymbolicLink();
  return entry.kind === 'folder' ? found.isDirectory() : !found.isFile() && !found.isDirectory() && !found.isSymbolicLink();
}

function matches(entry: Entry, path: string, found: Stats): boolean {
  if (!sameKind(entry, found)) return false;
  if (entry.kind === 'link') return readlinkSync(path) === entry.target;
  if (entry.kind !== 'file') return true;
  const bit = process.platform === 'win32' || isExecutable(found) === entry.executable;
  return bit && found.size === entry.bytes.length && entry.bytes.equals(readFileSync(path));
}
