import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Finished, run } from './doors.js';
import { giveToUser } from './user.js';
import { makeFolder } from './workspace.js';

/** What happens at one change of the disk: a signal, an error of the operating system, or a command of somebody else. */
export type Fault = 'SIGKILL' | 'SIGINT' | 'SIGTERM' | 'ENOSPC' | 'EACCES' | 'EROFS' | 'EIO' | { readonly deed: string };

/** A run of the binary with a fault in it, and the changes that it began, by their words: `renameSync <path>`. */
export interface FaultyRun extends Finished {
  readonly changes: readonly string[];
}

/** The binary with its arguments, for a shell. */
export function commandLine(...args: readonly string[]): string {
  return [process.execPath, binary(), ...args].map((word) => `'${word}'`).join(' ');
}

function binary(): string {
  return join(inject('grounds'), 'node_modules/generator-mlops/dist/mlops.cjs');
}

/**
 * Runs the binary in a project, and lets something happen right before its n-th change of the disk there.
 *
 * @param at from 1; 0 for never.
 */
export async function runWithFault(args: readonly string[], project: string, fault: Fault, at: number): Promise<FaultyRun> {
  const folder = makeFolder();
  const child = join(folder, 'faults_child.mjs');
  const tell = join(folder, 'changes.txt');
  cpSync(join(import.meta.dirname, 'faults_child.mjs'), child);
  giveToUser(child);
  const faults = { root: `${project}/`, at, tell, ...(typeof fault === 'string' ? { fault } : { fault: 'deed', ...fault }) };
  const env = { FAULTS: JSON.stringify(faults) };
  const finished = await run(process.execPath, ['--import', child, binary(), ...args], { cwd: project, env });
  const changes = existsSync(tell) ? readFileSync(tell, 'utf8').trimEnd().split('\n') : [];
  return { ...finished, changes };
}
