import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../generators/pipeline/documents.js';
import type { RawValues, Words } from '../../generators/pipeline/doors/arguments.js';
import { readRequest } from '../../generators/pipeline/doors/request.js';
import { Refusal } from '../../generators/pipeline/errors.js';
import { packBytes } from '../../generators/pipeline/pack/library/packed.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { carryOut, decide, finish, show } from '../../generators/pipeline/run/execute.js';
import { changes, type Prepared } from '../../generators/pipeline/states.js';
import type { Terminal } from '../../generators/pipeline/terminal/terminal.js';
import { render } from '../support/render.js';
import { scratchFolder } from '../support/scratch.js';
import { type Snapshot, snapshot } from './snapshot.js';

/** A command line: the command, its words and its options. */
export interface Line {
  readonly command: string;
  readonly words?: readonly string[];
  readonly values?: RawValues;
}

/** What came of a command: the document that `--json` prints, or why it was refused. */
export interface Outcome {
  readonly exitCode: number;
  readonly result: Result | undefined;
  readonly refusal: string | undefined;
  /** The paths that are generated before the command and after it. */
  readonly generated: readonly string[];
}

/** A folder with a project in it, the revisions of a pack beside it, and neighbours that nobody may touch. */
export class World {
  readonly #folder: string;
  readonly root: string;
  readonly packs: readonly Pack[];
  /** The lines that the person gave up by choosing the generated version of a file. */
  readonly givenUp = new Set<string>();
  #plans = 0;

  constructor(packs: readonly Pack[]) {
    this.#folder = scratchFolder('lives');
    this.root = join(this.#folder, 'home/project');
    this.packs = packs;
    for (const name of ['home/project', 'packs', 'plans', 'outside']) mkdirSync(join(this.#folder, name), { recursive: true });
    for (const pack of packs) writeFileSync(this.packFile(pack.revision), packBytes(pack));
    writeFileSync(join(this.#outside, 'theirs.txt'), 'Nobody may touch this.\n');
  }

  /** What links of a person may lead to. */
  get #outside(): string {
    return join(this.#folder, 'outside');
  }

  packFile(revision: number): string {
    return join(this.#folder, `packs/${revision}.pack`);
  }

  /** A name for a plan that no other has. */
  freePlan(): string {
    this.#plans += 1;
    return join(this.#folder, `plans/${this.#plans}.json`);
  }

  /** The pack that the project carries; the first one where there is no project. */
  get pack(): Pack {
    const [first] = this.packs;
    if (first === undefined) throw new Error('A world without a pack');
    const path = join(this.root, '.yo-rc.json');
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const revision = /"revision": (\d+)/.exec(text)?.[1];
    return this.packs.find((pack) => pack.revision === Number(revision)) ?? first;
  }

  /** Whether a project of ours stands there. */
  get isProject(): boolean {
    return existsSync(join(this.root, '.mlops/pack'));
  }

  lookOutside(): Snapshot {
    return snapshot(this.#outside);
  }

  look(options: { readonly times?: boolean } = {}): Snapshot {
    return snapshot(this.root, options);
  }

  /** Runs a command as a program would: without a terminal, and with its result as a document. */
  async run({ command, words = [], values = {} }: Line): Promise<Outcome> {
    let said = '';
    const terminal: Terminal = {
      interactive: false,
      columns: 80,
      color: false,
      out: (text) => void (said += text),
      err: () => undefined,
      asker: () => Promise.reject(new Error('A question was asked where nobody is')),
      stdin: () => Promise.resolve(''),
    };
    const yes = command === 'undo' ? { yes: true } : {};
    const all = { into: this.root, json: true, 'skip-git': true, 'skip-install': true, ...yes, ...values };
    try {
      const { exitCode, generated } = await this.#execute(command, { positionals: words, values: all }, terminal);
      return { exitCode, generated, result: JSON.parse(said) as Result, refusal: undefined };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { exitCode: error.exitCode, generated: [], result: undefined, refusal: error.message };
    }
  }

  async #execute(command: string, words: Words, terminal: Terminal): Promise<Pick<Outcome, 'exitCode' | 'generated'>> {
    const { command: entry, ...run } = await readRequest(command, words, this.root, terminal);
    if (!changes(entry)) throw new Error(`${command} changes nothing`);
    const prepared = await decide({ ...run, command: entry }, terminal);
    const generated = generatedBy(prepared);
    if (run.request.options.plan) return { exitCode: await show(prepared, terminal), generated };
    const written = await carryOut(prepared, terminal);
    try {
      return { exitCode: await finish(prepared, written, terminal), generated };
    } finally {
      written.signals.release();
    }
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function generatedBy({ before, after }: Prepared): string[] {
  if (before === undefined || after === undefined) return [];
  const next = render(after.plan);
  return [...render(before.plan).keys()].filter((path) => next.has(path));
}
