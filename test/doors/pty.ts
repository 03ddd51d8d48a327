import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Screen, splitWhole } from './screen.js';

/** Keys by their names, as a terminal sends them. */
export const KEYS = {
  enter: '\r',
  space: ' ',
  up: '\u001b[A',
  down: '\u001b[B',
  escape: '\u001b',
  backspace: '\u007f',
  tab: '\t',
  ctrlA: '\u0001',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
} as const;

export interface PtyOptions {
  readonly cwd?: string;
  /** The whole environment; without it, that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly rows?: number;
  /** Whether the terminal shows colours; it does not by default. */
  readonly colors?: boolean;
  /** What the terminal calls itself: `xterm` by default. */
  readonly term?: string;
  /** Who runs it; as in {@link spawn}. */
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * How a command ended: its exit status (128 and the signal's number where one ended it), and what stood on the screen.
 */
export interface PtyEnd {
  readonly code: number;
  readonly screen: string;
  /** Every byte that was printed, escape sequences too. */
  readonly output: string;
}

/** What makes a program print plainly, and take this terminal for one. */
const PLAIN = {
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  CI: undefined,
  COLUMNS: undefined,
  LINES: undefined,
};

const PATIENCE_MS = 20_000;
/** A screen that has not changed for so long waits for the person. */
const STILL_MS = 150;

/** Whether pseudo-terminals can be had here: they are made by Python's standard library. */
export function hasPty(): boolean {
  return process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty, termios']).status === 0;
}

/** A command in a terminal of its own, and a person before it. */
export class Pty {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #screen: Screen;
  readonly #ended: Promise<PtyEnd>;
  #output = '';
  #pending = '';
  /** Up to where {@link see} has read. */
  #seen = 0;
  #watchers: (() => void)[] = [];
  #printedAt = 0;

  constructor(
    command: readonly string[],
    { cwd = process.cwd(), env = process.env, columns = 80, rows = 24, colors = false, term = 'xterm', ...user }: PtyOptions = {},
  ) {
    this.#screen = new Screen(columns, rows);
    this.#child = spawn('python3', [join(import.meta.dirname, 'pty_child.py'), String(columns), String(rows), ...command], {
      cwd,
      ...user,
      env: { ...env, ...PLAIN, TERM: term, ...(colors ? { NO_COLOR: undefined } : {}) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdin.on('error', () => {});
    this.#child.stdout.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
    this.#ended = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (code, signal) => {
        this.#read('', true);
        resolve({ code: code ?? (signal === null ? -1 : 128), screen: this.#screen.text, output: this.#output });
      });
    });
  }

  /** What stands on the screen now, with what scrolled away above it. */
  get screen(): string {
    return this.#screen.text;
  }

  /** Waits until a text is printed after what was waited for before. */
  async see(text: string): Promise<void> {
    await this.#until(() => {
      const plain = stripVTControlCharacters(this.#output);
      const at = plain.indexOf(text, this.#seen);
      if (at >= 0) this.#seen = at + text.length;
      return at >= 0;
    }, `"${text}" was not printed`);
  }

  /** Waits until the screen is as it should be, whatever was drawn on the way. */
  async seeScreen(holds: (screen: string) => boolean, what: string): Promise<void> {
    await this.#until(() => holds(this.#screen.text), what);
  }

  /**
   * Types characters or keys once the screen stands still, as a person does: a key that comes before the question is drawn is lost.
   * Between them is the time that a person leaves (an escape is else taken for the beginning of a key).
   */
  async type(...keys: readonly string[]): Promise<void> {
    for (let rest = this.#untilStill(); rest > 0; rest = this.#untilStill()) await sleep(rest);
    for (const key of keys) {
      this.#child.stdin.write(key);
      await sleep(key === KEYS.escape ? 700 : 30);
    }
  }

  /** Answers a question: waits for its words, types, and presses enter. */
  async answer(question: string, ...keys: readonly string[]): Promise<void> {
    await this.see(question);
    await this.type(...keys, KEYS.enter);
  }

  /** Waits for the command's end. */
  async end(): Promise<PtyEnd> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`The command did not end. On the screen:\n${this.screen}`)), PATIENCE_MS).unref();
    });
    return Promise.race([this.#ended, late]);
  }

  /** Hangs up, as closing the terminal's window does. */
  close(): void {
    this.#child.kill('SIGKILL');
  }

  #untilStill(): number {
    return this.#printedAt + STILL_MS - performance.now();
  }

  #read(chunk: string, isLast = false): void {
    const [whole, rest] = splitWhole(this.#pending + chunk);
    this.#pending = isLast ? '' : rest;
    this.#output += whole;
    this.#printedAt = performance.now();
    this.#screen.write(whole);
    for (const wake of this.#watchers) wake();
  }

  /** Waits until something holds; a command that has ended will not bring it about any more. */
  async #until(holds: () => boolean, failure: string): Promise<void> {
    let stop = (): void => {};
    const late = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), PATIENCE_MS);
      const watcher = (): void => {
        if (holds()) resolve(true);
      };
      this.#watchers.push(watcher);
      stop = () => {
        clearTimeout(timer);
        this.#watchers = this.#watchers.filter((other) => other !== watcher);
      };
    });
    const held = holds() || (await Promise.race([late, this.#ended.then(holds)]));
    stop();
    if (!held) throw new Error(`${failure}. On the screen:\n${this.screen}`);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
