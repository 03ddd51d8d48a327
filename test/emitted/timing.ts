import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './emission.js';
import { EMITTED } from './paths.js';
import { CheckFailure, type Ran, type RunOptions, succeed } from './process.js';

/** How many times longer than its limit a command may take by the clock, on a machine that does a lot beside it. */
const BESIDE = 10;
/** The least of some runs is what a command takes; the rest is what the machine did beside it. */
const ATTEMPTS = 3;

/** What a command took. */
export interface Cost {
  /** Of processor time. */
  readonly seconds: number;
  /** Of memory, in the largest of its processes. */
  readonly megabytes: number;
  readonly ran: Ran;
}

/** Runs a Python command, which has to succeed, and measures it. */
export async function measure(project: Project, args: readonly string[], options: RunOptions = {}): Promise<Cost> {
  const file = join(project.aside, 'cost.txt');
  const ran = await succeed(project, 'python', [join(EMITTED, 'python', 'timed.py'), file, 'python', ...args], options);
  const [seconds = Number.NaN, megabytes = Number.NaN] = readFileSync(file, 'utf8').split(' ').map(Number);
  return { seconds, megabytes, ran };
}

/**
 * Runs a Python command that people wait for. What counts is the time of the processor, of which the command is given one: so it
 * is the same on a machine that does something else beside it. A command that only waits is found by the clock.
 *
 * @param limit in seconds.
 */
export async function succeedWithin(limit: number, project: Project, args: readonly string[]): Promise<Ran> {
  const { seconds, ran } = await measure(project, args, { seconds: (BESIDE + 1) * limit });
  if (seconds > limit || ran.seconds > BESIDE * limit) {
    throw new CheckFailure(`It took ${seconds} seconds of the processor and ${ran.seconds.toFixed(1)} by the clock: too long`, ran);
  }
  return ran;
}

/**
 * Runs a Python command up to three times, until it keeps to its limit.
 *
 * @param prepare what comes before each attempt.
 * @returns the least seconds of processor time.
 */
export async function bestWithin(limit: number, project: Project, args: readonly string[], prepare = (): void => {}): Promise<number> {
  const costs: Cost[] = [];
  while (costs.length < ATTEMPTS && !costs.some(({ seconds }) => seconds <= limit)) {
    prepare();
    costs.push(await measure(project, args));
  }
  const best = Math.min(...costs.map(({ seconds }) => seconds));
  if (best > limit) throw new CheckFailure(`The fastest of ${ATTEMPTS} took ${best} seconds of the processor: too long`, costs[0]?.ran);
  return best;
}
