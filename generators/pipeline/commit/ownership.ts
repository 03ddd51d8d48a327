import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Disk, lookAt } from './disk.js';

/** A user and a group by their numbers. */
interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives what root wrote to whom the place belongs, as in a container on somebody's project: to the owner of the file that stood there,
 * else of the folder. Everybody else owns what they write anyway.
 *
 * @param written where it stands now.
 * @param place where it belongs; the same unless it is on its way there.
 */
export function giveToOwner(written: string, place: string, disk: Disk): void {
  if (process.getuid?.() !== 0) return;
  const owner = ownerOf(place === written ? dirname(place) : place);
  const now = lookAt(written);
  if (owner !== undefined && now !== undefined && (owner.uid !== now.uid || owner.gid !== now.gid))
    disk.setOwner(written, owner.uid, owner.gid);
}

/** Gives a folder that a program of root's made, and all that is in it, to whom the folder around it belongs. */
export function giveFolderToOwner(folder: string, disk: Disk): void {
  if (process.getuid?.() !== 0 || lookAt(folder)?.isDirectory() !== true) return;
  giveToOwner(folder, folder, disk);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveFolderToOwner(path, disk);
    else if (entry.isFile()) giveToOwner(path, path, disk);
  }
}

/** The owner of what stands at a path, else of the nearest folder above it. */
function ownerOf(path: string): Owner | undefined {
  for (let at = path; ; at = dirname(at)) {
    const found = lookAt(at);
    if (found !== undefined) return { uid: found.uid, gid: found.gid };
    if (at === dirname(at)) return undefined;
  }
}
