import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../errors.js';
import { HOLDER, HOME, LOCK } from '../paths.js';
import { type Disk, isCode, lookAt } from './disk.js';
import { explained } from './disk_error.js';
import { type Holder, isAtWork, readHolder, startOf } from './lock_holder.js';
import { giveToOwner } from './ownership.js';

/** The right to write in a project. */
export interface Lock {
  readonly root: string;
  /** The absolute path of the lock's folder: journal and staged files stand in it. */
  readonly folder: string;
  readonly token: string;
  /** A command that died held it before: what it left has to be repaired. */
  readonly inherited: boolean;
  /** How many folders were made for it, from {@link HOME} upwards: they go again where they stay empty. */
  readonly made: number;
}

/** Locks that this very process holds: a lock with our process id that is not among them is left over. */
const held = new Set<string>();

/**
 * Takes the lock of a project, whose folder is made where it is missing. The lock of a process that died is taken over.
 * It appears whole, by one rename, so that there is never a lock without a holder.
 */
export function takeLock(root: string, disk: Disk): Lock {
  const made = explained(`Cannot make the folder ${root}`, () => makeHome(root, disk));
  const swept = sweepLocks(root, disk);
  const lock = { root, folder: join(root, LOCK), token: randomBytes(8).toString('hex'), made: Math.max(made, swept) };
  const draft = join(root, HOME, litterName());
  try {
    return explained(`Cannot write in ${root}`, () => {
      draftLock(lock, draft, disk);
      return { ...lock, ...claim(lock, draft, disk) };
    });
  } catch (error) {
    held.delete(lock.token);
    clearDraft(lock, draft, disk);
    throw error;
  }
}

/**
 * Gives a lock back, and removes what stands in its folder. By one rename it is gone; what is left then is only litter.
 */
export function releaseLock({ root, folder, token, made }: Lock, disk: Disk): void {
  const litter = join(root, HOME, litterName());
  held.delete(token);
  disk.rename(folder, litter);
  disk.removeAll(litter);
  removeMade(root, made, disk);
}

/** Leaves a lock as a process would that died: the next command repairs what stands in it. */
export function abandonLock({ token }: Lock): void {
  held.delete(token);
}

/** Whether a command holds the lock, or died while it did. */
export function isLocked(root: string): boolean {
  return lookAt(join(root, LOCK)) !== undefined;
}

/**
 * Removes what processes left that died before they had the lock or after they gave it back; the most folders that one
 * had made.
 */
export function sweepLocks(root: string, disk: Disk): number {
  if (lookAt(join(root, HOME))?.isDirectory() !== true) return 0;
  let made = 0;
  for (const name of readdirSync(join(root, HOME))) {
    const pid = /^lock-(\d+)-[0-9a-f]+$/.exec(name)?.[1];
    if (pid === undefined) continue;
    const folder = join(root, HOME, name);
    const holder = readHolder(folder, Number(pid));
    if (holder === undefined || isAtWork(holder, held)) continue;
    disk.removeAll(folder);
    made = Math.max(made, holder.made);
  }
  return made;
}

/** Removes the folders that were made for a lock, where nothing came into them. */
export function removeMade(root: string, made: number, disk: Disk): void {
  let folder = join(root, HOME);
  for (let level = 0; level < made && disk.removeEmptyFolder(folder); level += 1) folder = dirname(folder);
}

function makeHome(root: string, disk: Disk): number {
  const home = join(root, HOME);
  const found = lookAt(home);
  if (found?.isDirectory() === true) return 0;
  if (found !== undefined) {
    throw new Refusal(`${HOME} is a ${found.isSymbolicLink() ? 'symbolic link' : 'file'}, not a folder`, 'Move it away');
  }
  const made = disk.makeFolders(home);
  for (const folder of made) giveToOwner(folder, folder, disk);
  return made.length;
}

/**
 * A whole lock under a name of its own. In a project that exists git never sees what is in it, also when it is left
 * over.
 */
function draftLock({ token, made }: Omit<Lock, 'inherited'>, draft: string, disk: Disk): void {
  const started = startOf(process.pid);
  const holder: Holder = { pid: process.pid, host: hostname(), started, token, since: Date.now(), made };
  held.add(token);
  disk.makeFolder(draft);
  disk.write(join(draft, HOLDER), JSON.stringify(holder));
  if (made === 0) disk.write(join(draft, '.gitignore'), '*\n');
}

/** What cannot be removed now, the next command sweeps: why there is no lock is what counts. */
function clearDraft({ root, made }: Omit<Lock, 'inherited'>, draft: string, disk: Disk): void {
  try {
    disk.removeAll(draft);
    removeMade(root, made, disk);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

function litterName(): string {
  return `${basename(LOCK)}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/**
 * Puts a draft in the lock's place, or, where a dead process left a lock, inside of it under the name of that process's
 * lock: of several that try, one succeeds, and one that comes too late cannot take the lock of a third.
 */
function claim(lock: Omit<Lock, 'inherited'>, draft: string, disk: Disk): Pick<Lock, 'inherited' | 'made'> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (publish(draft, lock.folder, disk)) return { inherited: false, made: lock.made };
    const holder = readHolder(lock.folder);
    if (holder === undefined) continue;
    if (isAtWork(holder, held)) throw busy(holder);
    if (!publish(draft, join(lock.folder, `after-${holder.token}`), disk)) continue;
    const now = readHolder(lock.folder);
    if (now?.token === lock.token) return { inherited: true, made: Math.max(lock.made, holder.made) };
    disk.removeAll(join(lock.folder, `after-${holder.token}`));
    break;
  }
  if (lookAt(lock.folder)?.isDirectory() === false) throw new Refusal(`${LOCK} is not a folder of ours`, 'Move it away');
  throw new Refusal(`Another command is writing in ${lock.root}`, 'Run the command again when it is done');
}

/** How a system says that a folder cannot be renamed because of what stands there. Windows has no words of its own for it. */
const TAKEN = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'] as const;

function publish(draft: string, place: string, disk: Disk): boolean {
  try {
    disk.rename(draft, place);
    return true;
  } catch (error) {
    // Taken already, or (below a lock) given back in the meantime.
    const isTaken = isCode(error, ...TAKEN) || (isCode(error, 'EPERM', 'EACCES') && lookAt(place) !== undefined);
    if (isTaken && lookAt(draft) !== undefined) return false;
    throw error;
  }
}

function busy({ pid, host, since }: Holder): Refusal {
  const seconds = Math.max(0, Math.round((Date.now() - since) / 1000));
  return new Refusal(
    `Another command is writing here: process ${pid} on ${host}, for ${seconds} s`,
    host === hostname() ? 'Run the command again when it is done' : `Run it on ${host}, or wait ten minutes`,
  );
}
