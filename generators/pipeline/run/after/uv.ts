import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disk } from '../../commit/disk.js';
import { giveToOwner } from '../../commit/ownership.js';
import type { Warning } from '../../documents.js';
import { LOCK_FILE } from '../../paths.js';
import { shortMessage } from './git.js';

/** Locking resolves over the network: longer than this, and it is stuck. */
const PATIENCE_MS = 120_000;

/** Whether git left its markers in the lock file: uv cannot read it any more, and nobody should merge it by hand. */
export function isLockBroken(root: string): boolean {
  return brokenLock(root) !== undefined;
}

/**
 * Makes or renews `uv.lock`; one that a merge broke is regenerated. No environment is created and nothing is installed.
 *
 * @param pins the versions that the pack was tested with (`torch==2.13.0`): a first lock takes these. A lock that is there keeps
 *   what people have upgraded.
 * @param abort ends it.
 * @returns what went wrong, as a warning; nothing when the lock is there.
 */
export async function lockDependencies(root: string, pins: readonly string[], abort: AbortSignal): Promise<Warning | undefined> {
  const broken = brokenLock(root);
  const disk = new Disk();
  const path = join(root, LOCK_FILE);
  const isFirst = !existsSync(path);
  try {
    if (broken !== undefined) disk.removeAll(path);
    await lock(root, isFirst ? pins : [], abort);
    giveToOwner(path, path, disk);
    return undefined;
  } catch (error) {
    if (broken !== undefined) putBack(path, broken, disk);
    const reason = shortMessage(error);
    const first = /Failed to parse: `?pyproject\.toml/.test(reason) ? '. Correct that first' : '';
    const versions = isFirst && pins.length > 0 ? '. Run by hand, it takes the newest versions that pyproject.toml allows' : '';
    return { fact: `uv could not make ${LOCK_FILE} (${reason})${first || versions}`, command: remedyFor(error, broken !== undefined) };
  }
}

/** Locks with these versions; where people allow none of them in `pyproject.toml`, what they wrote counts. */
async function lock(root: string, pins: readonly string[], abort: AbortSignal): Promise<void> {
  const { execa, ExecaError } = await import('execa');
  const run = async (versions: readonly string[]): Promise<void> => {
    const words = ['lock', '--quiet', ...versions.flatMap((version) => ['-P', version])];
    await execa('uv', words, { cwd: root, timeout: PATIENCE_MS, cancelSignal: abort });
  };
  try {
    await run(pins);
  } catch (error) {
    const isUnsolvable = error instanceof ExecaError && /No solution found/.test(String(error.stderr));
    if (pins.length === 0 || !isUnsolvable) throw error;
    await run([]);
  }
}

function putBack(path: string, bytes: Buffer, disk: Disk): void {
  disk.removeAll(path);
  disk.write(path, bytes);
  giveToOwner(path, path, disk);
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
