import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disk } from '../commit/disk.js';
import type { Warning } from '../states.js';
import { shortMessage } from './git.js';

/** Locking resolves over the network: longer than this, and it is stuck. */
const PATIENCE_MS = 120_000;
const LOCK_FILE = 'uv.lock';

/** Whether git left its markers in the lock file: uv cannot read it any more, and nobody should merge it by hand. */
export function isLockBroken(root: string): boolean {
  return brokenLock(root) !== undefined;
}

/**
 * Makes or renews `uv.lock`; one that a merge broke is made anew. No environment is created and nothing is installed.
 *
 * @param abort ends it.
 * @returns what went wrong, as a warning; nothing when the lock is there.
 */
export async function lockDependencies(root: string, abort: AbortSignal): Promise<Warning | undefined> {
  const broken = brokenLock(root);
  const disk = new Disk();
  const path = join(root, LOCK_FILE);
  try {
    if (broken !== undefined) disk.removeAll(path);
    const { execa } = await import('execa');
    await execa('uv', ['lock', '--quiet'], { cwd: root, timeout: PATIENCE_MS, cancelSignal: abort });
    return undefined;
  } catch (error) {
    if (broken !== undefined) putBack(path, broken, disk);
    return { fact: `uv could not make ${LOCK_FILE} (${shortMessage(error)})`, command: remedyFor(error, broken !== undefined) };
  }
}

function putBack(path: string, bytes: Buffer, disk: Disk): void {
  disk.removeAll(path);
  disk.write(path, bytes);
}

function brokenLock(root: string): Buffer | undefined {
  const path = join(root, LOCK_FILE);
  const bytes = lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : undefined;
  return bytes !== undefined && /^<{7} /m.test(bytes.toString('latin1')) ? bytes : undefined;
}

function remedyFor(error: unknown, isBroken: boolean): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return [...(isMissing ? ['pip install uv'] : []), ...(isBroken ? [`rm ${LOCK_FILE}`] : []), 'uv lock'].join(' && ');
}
