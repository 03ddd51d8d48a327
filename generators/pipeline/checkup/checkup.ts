import { holdSignals } from '../commit/signals.js';
import { Interruption } from '../errors.js';
import { shellWord } from '../shell.js';
import type { Launcher } from './launcher.js';
import { lastLines, reasonOf } from './output.js';
import { type Ended, runProcess } from './process.js';

/** What is run of a project: a module of Python, with its arguments. */
export interface Run {
  readonly module: 'invoke' | 'pytest';
  readonly args: readonly string[];
}

/** What a run came to. */
export interface Outcome {
  /** The command, as a line of a shell. */
  readonly command: string;
  readonly result: 'passed' | 'failed' | 'too-long' | 'missing-tool';
  readonly seconds: number;
  /** Its exit status, where it has one. */
  readonly status?: number;
  /** What is missing. */
  readonly tool?: string;
  /** Why it failed: the line that says most. */
  readonly why?: string;
  /** The last lines of what it printed, where it failed. */
  readonly output?: string;
}

/** The world as runs may use it. */
interface Surroundings {
  readonly root: string;
  readonly launcher: Launcher;
  /** Each run is ended after so many seconds. */
  readonly seconds: number;
  /** Says how far it is. */
  readonly tell: (text: string) => void;
}

/** The words of a run, as they are started. */
function wordsOf({ module, args }: Run, { words }: Launcher): readonly string[] {
  return [...(words.length === 0 ? ['python'] : words), '-m', module, ...args];
}

/** The same as a line of a shell. */
export function commandOf(run: Run, launcher: Launcher): string {
  return wordsOf(run, launcher).map(shellWord).join(' ');
}

/**
 * Runs commands, one after the other.
 *
 * @throws Interruption where the person ends it: then what is running is ended too.
 */
export async function runAll(runs: readonly Run[], surroundings: Surroundings): Promise<readonly Outcome[]> {
  const signals = holdSignals();
  try {
    const outcomes: Outcome[] = [];
    for (const [index, run] of runs.entries()) {
      surroundings.tell(`${index + 1} of ${runs.length}: ${commandOf(run, surroundings.launcher)}`);
      const outcome = await runOne(run, surroundings, signals.abort);
      const interrupted = await signals.received();
      if (interrupted !== undefined) throw new Interruption(interrupted, 'Interrupted: what was running was ended.');
      surroundings.tell(`  ${outcome.result.replace('-', ' ')}, ${outcome.seconds} s`);
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    signals.release();
  }
}

async function runOne(run: Run, { root, launcher, seconds }: Surroundings, abort: AbortSignal): Promise<Outcome> {
  const command = commandOf(run, launcher);
  if (launcher.words.length === 0) return { command, result: 'missing-tool', seconds: 0, tool: 'python' };
  const ended = await runProcess(wordsOf(run, launcher), { cwd: root, env: launcher.env, seconds, abort });
  return { command, seconds: ended.seconds, ...resultOf(ended, run, launcher) };
}

function resultOf({ how, status, output }: Ended, { module }: Run, { words }: Launcher): Pick<Outcome, 'result' | 'tool' | 'why'> {
  if (how === 'missing') return { result: 'missing-tool', tool: words[0] ?? 'python' };
  if (how === 'ended' && status === 0) return { result: 'passed' };
  const said = { output: lastLines(output), ...(status === null ? {} : { status }) };
  if (how === 'too long') return { result: 'too-long', ...said };
  if (new RegExp(`No module named '?${module}\\b`).test(output)) return { result: 'missing-tool', tool: module, ...said };
  return { result: 'failed', why: reasonOf(output), ...said };
}
