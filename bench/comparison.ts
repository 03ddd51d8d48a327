// What a comparison is, and how its programs are started.
import { execFileSync } from 'node:child_process';

/** No question, nothing started after the writing. */
export const QUICK = ['--defaults', '--skip-git', '--skip-install'];

export type Environment = Readonly<Record<string, string>>;

/** One program, as bench/measure.py runs it. */
export interface Job {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly log: string;
  /** A folder that is made anew before each run: empty, or a copy of `original`. */
  readonly fresh?: string;
  readonly original?: string;
  /** A command that is run before each run, and not measured. */
  readonly ready?: readonly string[];
  /** How often it is measured, where it is not as often as the others. */
  readonly runs?: number;
  readonly uid?: number;
}

export type Figure = 'wall' | 'cpu' | 'memory';

/** The figure of one job is at most so many times that of another; or, of a time, at most so many seconds above it. */
export type Goal = { readonly of: string; readonly to: string } & (
  | { readonly figure: Figure; readonly most: number }
  | { readonly figure: Exclude<Figure, 'memory'>; readonly above: number }
);

export interface Comparison {
  readonly title: string;
  readonly jobs: readonly Job[];
  readonly goals: readonly Goal[];
  /** Holds the jobs to the same result. */
  readonly check?: () => void;
}

/** The same environment for every program. */
export function environmentOf(home: string): Environment {
  return { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', NO_UPDATE_NOTIFIER: '1' };
}

/** Runs a program to its end; one that fails ends the bench. */
export function runOnce([command = '', ...args]: readonly string[], env: Environment, cwd: string): void {
  execFileSync(command, args, { env, cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
