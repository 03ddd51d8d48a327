import { execa, type ResultPromise } from 'execa';
import { tell } from './heard.js';

/** Where and with what environment the commands of a row run. */
export interface Place {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A command that has ended, whatever its status. */
export interface Ran {
  readonly command: string;
  readonly code: number;
  readonly stdout: string;
  /** Both streams, in the order in which they were written. */
  readonly output: string;
  readonly seconds: number;
}

export interface RunOptions {
  /** On top of the environment of the place. */
  readonly env?: Readonly<Record<string, string>>;
  /** Longer than this, and the command is stuck; `STUCK_SECONDS` where nothing else is said. */
  readonly seconds?: number;
}

/** Enough for any command, also where the machine does a lot beside it. */
const STUCK_SECONDS = 900;
/** Lines of output that a failed check shows: enough for a traceback and its cause. */
const SHOWN_LINES = 30;

/** A check that found something wrong: a sentence, and what the command behind it said. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';

  constructor(
    readonly fact: string,
    readonly ran?: Pick<Ran, 'command' | 'output'>,
  ) {
    super(fact);
  }

  /** The failure as a person reads it: the fact, the command, the end of its output. */
  get report(): string {
    if (this.ran === undefined) return this.fact;
    const lines = this.ran.output.trimEnd().split('\n').slice(-SHOWN_LINES);
    return [this.fact, `$ ${this.ran.command}`, ...lines.map((line) => `  ${line}`)].join('\n');
  }
}

/** Runs a command to its end. A command that does not exist or is stuck is a failure of the check that called it. */
export async function run(place: Place, command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const started = performance.now();
  const shown = [command, ...args].map(quote).join(' ');
  const env = { ...place.env, ...options.env };
  tell(place.folder, shown, env);
  const ended = await execa(command, args, {
    cwd: place.folder,
    env,
    extendEnv: false,
    all: true,
    reject: false,
    stdin: 'ignore',
    timeout: (options.seconds ?? STUCK_SECONDS) * 1000,
  });
  const ran = { command: shown, stdout: ended.stdout, output: ended.all, seconds: (performance.now() - started) / 1000 };
  if (ended.timedOut) throw new CheckFailure(`The command did not end within ${options.seconds ?? STUCK_SECONDS} seconds`, ran);
  if (ended.exitCode === undefined) throw new CheckFailure(`The command did not run: ${ended.shortMessage ?? 'unknown reason'}`, ran);
  return { ...ran, code: ended.exitCode };
}

/** Runs a command that has to succeed. */
export async function succeed(place: Place, command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const ran = await run(place, command, args, options);
  if (ran.code !== 0) throw new CheckFailure(`The command ended with status ${ran.code}`, ran);
  return ran;
}

/** Runs a command that has to be refused, with words that name the reason. */
export async function refuse(
  place: Place,
  words: RegExp,
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const ran = await run(place, command, args, options);
  if (ran.code === 0) throw new CheckFailure('The command should have been refused', ran);
  if (!words.test(ran.output)) throw new CheckFailure(`The refusal does not say ${String(words)}`, ran);
  return ran;
}

/** A process that goes on while something is asked of it. */
export interface Service {
  readonly command: string;
  output(): string;
  /** The status with which it ended by itself; undefined while it runs. */
  ended(): number | undefined;
  stop(): Promise<void>;
}

export function start(place: Place, command: string, args: readonly string[], options: RunOptions = {}): Service {
  const options_ = {
    cwd: place.folder,
    env: { ...place.env, ...options.env },
    extendEnv: false,
    all: true,
    reject: false,
    stdin: 'ignore',
  } as const;
  const shown = [command, ...args].map(quote).join(' ');
  tell(place.folder, shown, options_.env);
  const child: ResultPromise<typeof options_> = execa(command, args, options_);
  const heard: string[] = [];
  let ended: number | undefined;
  child.all.on('data', (chunk: Buffer) => heard.push(chunk.toString('utf8')));
  const end = child.then(({ exitCode }) => {
    ended = exitCode ?? 1;
  });
  return {
    command: shown,
    output: () => heard.join(''),
    ended: () => ended,
    stop: async () => {
      child.kill('SIGTERM', undefined);
      await end;
    },
  };
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
