import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Write } from '../change.js';
import { Interruption, Refusal } from '../errors.js';
import { HOME, LOCK } from '../paths.js';
import { sameEntry } from '../tree.js';
import { Disk, lookAt, type Step } from './disk.js';
import { explainDiskError, explained } from './disk_error.js';
import { closeJournal, isOwnPath, openJournal } from './journal.js';
import { type Lock, releaseLock, takeLock } from './lock.js';
import { repair } from './recover.js';
import { renameIntoPlace } from './rename.js';
import { type HeldSignals, holdSignals } from './signals.js';
import { planStaging, stageFiles } from './staging.js';

/** What was done. */
export interface Receipt {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Somebody asked the process to end while it wrote; it finished first. */
  readonly interrupted: boolean;
}

export interface CommitOptions {
  /** Called before each change of the disk, for tests. */
  readonly step?: Step;
}

/**
 * Writes all or nothing: after an error or a signal at any point the project is as before or as after, and after a kill
 * it is so as soon as `recover` or another commit ran. What stands at a path is compared with what was read (`before`)
 * right before it is replaced. Links are never followed.
 *
 * @param folder the project; it is made where it is missing.
 */
export async function commit(folder: string, writes: readonly Write[], options: CommitOptions = {}): Promise<Receipt> {
  const wanted = checkWrites(writes);
  const written = wanted.flatMap(({ path, after }) => (after === undefined ? [] : [path]));
  const removed = wanted.flatMap(({ path, after }) => (after === undefined ? [path] : []));
  if (wanted.length === 0) return { written, removed, interrupted: false };
  const signals = holdSignals();
  try {
    await writeAll(realFolder(folder), wanted, signals, new Disk(options.step));
    return { written, removed, interrupted: (await signals.received()) !== undefined };
  } finally {
    signals.release();
  }
}

async function writeAll(root: string, writes: readonly Write[], signals: HeldSignals, disk: Disk): Promise<void> {
  const lock = keepHome(takeFreeLock(root, disk), writes);
  try {
    const staging = planStaging(root, writes);
    stageFiles(root, lock.folder, writes, disk);
    const exitCode = await signals.received();
    if (exitCode !== undefined) throw new Interruption(exitCode);
    openJournal(lock.folder, staging.journal, disk);
    renameIntoPlace(root, lock.folder, staging, disk);
    closeJournal(lock.folder, disk);
  } catch (error) {
    takeBack(lock, error, disk);
    throw explainDiskError(error, `Cannot write in ${root}`);
  }
  cleanUp(lock, disk);
}

/** The writing is done: where the cleaning up fails, the next command does it. */
function cleanUp(lock: Lock, disk: Disk): void {
  try {
    releaseLock(lock, disk);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

/** A lock with an empty stage: what a dead command left is repaired first. */
function takeFreeLock(root: string, disk: Disk): Lock {
  const lock = takeLock(root, disk);
  if (!lock.inherited) return lock;
  repair(lock, disk);
  return takeLock(root, disk);
}

/** The folder of the lock goes with the last of our files in it. */
function keepHome(lock: Lock, writes: readonly Write[]): Lock {
  const empties = writes.some(({ path, after }) => after === undefined && path.startsWith(`${HOME}/`));
  return empties ? { ...lock, made: Math.max(1, lock.made) } : lock;
}

function takeBack(lock: Lock, error: unknown, disk: Disk): void {
  try {
    repair(lock, disk);
  } catch (second) {
    const words = [error, second].map((each) => (each instanceof Error ? each.message : String(each)));
    throw new Refusal(
      `Writing failed (${words[0]}), and so did restoring the files (${words[1]})`,
      'Run a command that writes: it repairs this first',
    );
  }
}

/**
 * The writes that change something, by path. That paths stay in the project is checked here again, whoever made them.
 */
function checkWrites(writes: readonly Write[]): readonly Write[] {
  const seen = new Set<string>();
  for (const { path } of writes) {
    const own = isOwnPath(path) && !path.toLowerCase().startsWith(LOCK) && !path.split('/').some((part) => /^\.git$/i.test(part));
    if (!own) throw new Refusal(`${JSON.stringify(path)} is not a path in the project`, 'Tell the author of the pack');
    if (seen.has(path)) throw new Error(`Two writes of ${path}`);
    seen.add(path);
  }
  return writes.filter(({ before, after }) => !sameEntry(before, after)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The folder by its real name, so that only links within the project are in question; it may not exist yet. */
function realFolder(folder: string): string {
  const path = resolve(folder);
  if (lookAt(path) !== undefined) return explained(`Cannot write in ${path}`, () => realpathSync(path));
  const above = dirname(path);
  return above === path ? path : join(realFolder(above), basename(path));
}
