import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inject } from 'vitest';
import { USER } from './user.js';

/** A process that has ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is started. */
export interface Setting {
  readonly cwd: string;
  /** What it reads from standard input; nothing where absent. Never a terminal. */
  readonly input?: string;
  /** Variables on top of the clean environment; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A signal that comes after so many milliseconds, where the process still runs. */
  readonly cutOff?: { readonly signal: NodeJS.Signals; readonly after: number };
}

const IDENTITY = 'Ada Lovelace';

/** The environment of an ordinary user's shell, whatever the one of these tests is. */
export function cleanEnvironment(extra: Setting['env'] = {}): NodeJS.ProcessEnv {
  const home = join(inject('grounds'), 'home');
  const env: Record<string, string | undefined> = {
    PATH: sharedPrograms(),
    HOME: home,
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: IDENTITY,
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: IDENTITY,
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    NO_UPDATE_NOTIFIER: '1',
    ...extra,
  };
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

/** The search path without the folders of our own home: another user may not look there. */
function sharedPrograms(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter((folder) => USER.uid === undefined || !folder.startsWith(homedir())).join(delimiter);
}

/** Runs a program as the ordinary user and waits for its end. */
export function run(program: string, args: readonly string[], { cwd, input, env, cutOff }: Setting): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: cleanEnvironment(env), ...USER, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer = cutOff && setTimeout(() => child.kill(cutOff.signal), cutOff.after);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The binary as it was published. */
export function mlops(args: readonly string[], setting: Setting): Promise<Finished> {
  return run(process.execPath, [join(inject('grounds'), 'node_modules/generator-mlops/dist/mlops.cjs'), ...args], setting);
}

/** `yo`, which finds the published package as it finds any generator. */
export function yo(args: readonly string[], setting: Setting): Promise<Finished> {
  return run(process.execPath, [join(inject('grounds'), 'node_modules/yo/lib/cli.js'), ...args], setting);
}
