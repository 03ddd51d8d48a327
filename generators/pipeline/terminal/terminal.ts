import { styleText } from 'node:util';

/** What a run may use of the world to talk to a person. */
export interface Terminal {
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  /** Whether somebody is there who cannot be asked: the terminal cannot move its cursor, which questions need. */
  readonly dumb?: boolean;
  readonly columns: number;
  readonly color: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Opens what asks: inquirer under the binary, `this.prompt` under Yeoman. Loaded only for a question. */
  readonly asker: () => Promise<Asker>;
  /** All of standard input, for `--answers -`. */
  readonly stdin: () => Promise<string>;
}

type Style = Parameters<typeof styleText>[0];

/** Colours a text where colours are wanted; a text without a style stays as it is. */
export function paint({ color }: { readonly color: boolean }, style: Style | undefined, text: string): string {
  // Node would look at standard output itself; whether colours are wanted was decided before.
  return color && style !== undefined ? styleText(style, text, { validateStream: false }) : text;
}

/** Whether colours belong on a stream: at a terminal, unless `NO_COLOR` is set; or wherever `FORCE_COLOR` asks for them. */
export function takesColor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** The terminal of this process. */
export function processTerminal(asker: () => Promise<Asker>): Terminal {
  const isThere = process.stdin.isTTY && process.stdout.isTTY;
  const dumb = process.env['TERM'] === 'dumb';
  return {
    interactive: isThere && !dumb,
    dumb: isThere && dumb,
    columns: process.stdout.columns || Number(process.env['COLUMNS']) || 80,
    color: takesColor(process.stdout, process.env),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    asker,
    stdin: readStdin,
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** One question as inquirer and Yeoman take it. */
export interface PromptQuestion {
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly default?: unknown;
  readonly choices?: readonly object[];
  readonly validate?: (value: string) => true | string;
  readonly [field: string]: unknown;
}

/** A function that asks questions and gives the answers by the questions' names. */
export type Prompt = (questions: readonly PromptQuestion[]) => Promise<Record<string, unknown>>;

/** A {@link Prompt}, and whether it knows the task checklist. */
export interface Asker extends Prompt {
  readonly checklist?: boolean;
}
