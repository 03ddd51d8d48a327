import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './emission.js';
import { EMITTED } from './paths.js';
import { CheckFailure, type Ran, succeed } from './process.js';

/** How many times longer than its limit a command may take by the clock, on a machine that does a lot beside it. */
const BESIDE = 10;

/**
 * Runs a Python command that people wait for. What counts is the time of the processor, of which the command is given one: so it
 * is the same on a machine that does something else beside it. A command that only waits is found by the clock.
 *
 * @param limit in seconds.
 */
export async function succeedWithin(limit: number, project: Project, args: readonly string[]): Promise<Ran> {
  const file = join(project.aside, 'seconds.txt');
  const ran = await succeed(project, 'python', [join(EMITTED, 'python', 'timed.py'), file, 'python', ...args], {
    seconds: (BESIDE + 1) * limit,
  });
  const used = Number(readFileSync(file, 'utf8'));
  if (used > limit || ran.seconds > BESIDE * limit) {
    throw new CheckFailure(`It took ${used} seconds of the processor and ${ran.seconds.toFixed(1)} by the clock: too long`, ran);
  }
  return ran;
}
