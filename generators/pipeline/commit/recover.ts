import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors.js';
import { HOME } from '../paths.js';
import { Disk, lookAt, type Step } from './disk.js';
import { explainDiskError, explained } from './disk_error.js';
import { journalState, readJournal } from './journal.js';
import { abandonLock, isLocked, type Lock, releaseLock, removeMade, sweepLocks, takeLock } from './lock.js';
import { rollBack } from './roll_back.js';

/** What became of a write that was cut off. */
export interface Recovery {
  /** `before`: the project is as it was before that write; `after`: it had been done, but for the cleaning up. */
  readonly outcome: 'nothing' | 'before' | 'after';
  /** Where edits are that somebody made on half-written files in between. */
  readonly edited: readonly string[];
}

const NOTHING: Recovery = { outcome: 'nothing', edited: [] };

/**
 * Whether a command is writing in a project, or was cut off while it did: what is read then may be half of two states.
 */
export function hasPendingWrite(root: string): boolean {
  return isLocked(root);
}

/** Refuses where {@link hasPendingWrite}: for the commands that only read, which never repair. */
export function refusePendingWrite(root: string): void {
  if (!explained(`Cannot read ${root}`, () => hasPendingWrite(root))) return;
  throw new Refusal(
    'A command is writing here, or was interrupted while writing',
    'Run a command that writes, which repairs it, then run this one again',
  );
}

/**
 * Repairs a project whose last write was cut off. Called by each command that writes, before it reads.
 *
 * @param step called before each change of the disk, for tests.
 */
export function recover(folder: string, step?: Step): Recovery {
  if (lookAt(join(folder, HOME))?.isDirectory() !== true) return NOTHING;
  const root = realpathSync(folder);
  const disk = new Disk(step);
  if (!isLocked(root)) {
    removeMade(root, sweepLocks(root, disk), disk);
    return NOTHING;
  }
  const lock = takeLock(root, disk);
  return lock.inherited ? repair(lock, disk) : giveBack(lock, disk);
}

/** Takes back what was done under a lock, where it was not done to the end, and gives the lock back. */
export function repair(lock: Lock, disk: Disk): Recovery {
  try {
    const recovery = settle(lock, disk);
    releaseLock(lock, disk);
    return recovery;
  } catch (error) {
    abandonLock(lock);
    throw explainDiskError(error, 'Cannot repair what an earlier command left unfinished');
  }
}

function giveBack(lock: Lock, disk: Disk): Recovery {
  releaseLock(lock, disk);
  return NOTHING;
}

function settle({ root, folder }: Lock, disk: Disk): Recovery {
  const state = journalState(folder);
  if (state !== 'unfinished') return { outcome: state === 'done' ? 'after' : 'before', edited: [] };
  return { outcome: 'before', edited: rollBack(root, folder, readJournal(folder), disk) };
}
