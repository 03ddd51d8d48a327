import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** How a command is run. */
export interface Setting {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** It is ended after so many seconds. */
  readonly seconds: number;
  /** Ends it at once. */
  readonly abort: AbortSignal;
}

/** What became of a command. */
export interface Ended {
  /** `ended`: by itself. `missing`: there is no such program. */
  readonly how: 'ended' | 'too long' | 'aborted' | 'missing';
  /** Its exit status; nothing where a signal ended it. */
  readonly status: number | null;
  /** The last of what it printed, on both streams. */
  readonly output: string;
  readonly seconds: number;
}

/** So much of what a command prints is kept. */
const KEPT = 8_000;
/** So long a command has to end by itself once it is asked to. */
const GRACE_MS = 2_000;
/** So long its last words may take after its end: a process that left its group may hold the pipe open for good. */
const LAST_WORDS_MS = 500;

/**
 * Runs a command without a shell, in a process group of its own: at its end, and where it is ended, so is all that it started. It
 * reads nothing.
 */
export async function runProcess([program = '', ...args]: readonly string[], { cwd, env, seconds, abort }: Setting): Promise<Ended> {
  const began = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: !isWindows(), windowsHide: true });
  const output = keepTail([child.stdout, child.stderr]);
  let how: Ended['how'] = 'ended';
  const end = (why: Ended['how']): void => {
    if (how === 'ended') how = why;
    endGroup(child);
  };
  const atAbort = (): void => end('aborted');
  const timer = setTimeout(() => end('too long'), seconds * 1000);
  abort.addEventListener('abort', atAbort, { once: true });
  if (abort.aborted) atAbort();
  const status = await endOf(child);
  clearTimeout(timer);
  abort.removeEventListener('abort', atAbort);
  const took = Math.round((performance.now() - began) / 100) / 10;
  return { how: status === 'missing' ? 'missing' : how, status: status === 'missing' ? null : status, output: output(), seconds: took };
}

/** Waits for the end of a process, and for what it printed until then. */
function endOf(child: ChildProcess): Promise<number | null | 'missing'> {
  return new Promise((resolve) => {
    child.once('error', () => resolve('missing'));
    child.once('close', (status) => resolve(status));
    child.once('exit', (status) => {
      signalGroup(child, 'SIGKILL');
      setTimeout(() => resolve(status), LAST_WORDS_MS).unref();
    });
  });
}

function endGroup(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (isWindows()) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).once('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

function keepTail(streams: readonly Readable[]): () => string {
  let kept = '';
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-KEPT);
    });
  }
  return () => kept;
}

function isWindows(): boolean {
  return process.platform === 'win32';
}
