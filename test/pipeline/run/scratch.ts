import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../../generators/pipeline/documents.js';
import type { RawValues } from '../../../generators/pipeline/doors/arguments.js';
import { readRequest } from '../../../generators/pipeline/doors/request.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { packBytes } from '../../../generators/pipeline/pack/library/packed.js';
import type { Pack, PackFile, Stage } from '../../../generators/pipeline/pack/pack.js';
import { carryOut, decide, finish, show } from '../../../generators/pipeline/run/execute.js';
import { type ChangingCommand, changes, type Located } from '../../../generators/pipeline/states.js';
import type { Terminal } from '../../../generators/pipeline/terminal/terminal.js';
import { PACK, stage } from '../pack/fixture.js';
import { terminal as stubTerminal } from '../terminal_stub.js';

/** A stage with files, each from its own folder of the pack. */
function stageOf(id: string, files: Readonly<Record<string, string>>, fields: Partial<Stage> = {}): Stage {
  const settings = (path: string): Partial<PackFile> => (path === 'README.md' ? { template: true, once: true } : {});
  const made = Object.entries(files).map(([path, content]) => ({ path, origin: `${id}/files/${path}`, content, ...settings(path) }));
  return { ...(PACK.stages.find((known) => known.id === id) ?? stage(id)), ...fields, files: made };
}

/** The small course of the fixtures, with a file or two for each stage. */
export const COURSE: Pack = {
  ...PACK,
  modules: { M5: { title: 'Git' }, M10: { title: 'Docker' }, M22: { title: 'APIs' } },
  stages: [
    stageOf('project', { 'README.md': '# <%- name %>\n', LICENSE: 'MIT\n' }),
    stageOf('train', { 'src/pkgname/train.py': 'def train():\n    pass\n' }),
    stageOf(
      'docker',
      { Dockerfile: 'FROM scratch\n' },
      { contributes: { next: [{ fields: { command: 'docker build .', note: 'the image' } }] } },
    ),
    stageOf('api', { 'src/pkgname/api.py': 'APP = 1\n' }),
    stageOf('deploy', { 'deploy.sh': 'true\n' }),
  ],
};

/** What a command came to. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  readonly refusal: string | undefined;
}

/** What the binary does, but for the signals: this process goes on afterwards. */
async function change(located: Located<ChangingCommand>, terminal: Terminal): Promise<number> {
  const prepared = await decide(located, terminal);
  if (prepared.request.options.plan) return show(prepared, terminal);
  const written = await carryOut(prepared, terminal);
  try {
    return await finish(prepared, written, terminal);
  } finally {
    written.signals.release();
  }
}

/** A folder of its own, in which commands run as the binary runs them, with nobody at the terminal. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'mlops-run-'));
  /** Where commands without a folder work. */
  readonly root = join(this.folder, 'demo');

  constructor(pack: Pack = COURSE) {
    mkdirSync(this.root);
    this.putPack('course.pack', pack);
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Puts a pack beside the project; gives its path. */
  putPack(name: string, pack: Pack): string {
    writeFileSync(join(this.folder, name), packBytes(pack));
    return join(this.folder, name);
  }

  async run(command: string, words: readonly string[] = [], values: RawValues = {}, more: Partial<Terminal> = {}): Promise<Ran> {
    const said = { out: '', err: '' };
    const talk = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
    const terminal = stubTerminal({ interactive: false, ...talk, ...more });
    try {
      const { command: entry, ...run } = await readRequest(command, { positionals: words, values }, this.root, terminal);
      const exitCode = changes(entry)
        ? await change({ ...run, command: entry }, terminal)
        : await entry.read(run.request, run.workspace, terminal);
      return { exitCode, ...said, refusal: undefined };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { exitCode: error.exitCode, ...said, refusal: error.message };
    }
  }

  /** Makes a project with some tasks, and expects no refusal. */
  async new(tasks: string, values: RawValues = {}): Promise<void> {
    const pack = join(this.folder, 'course.pack');
    const { refusal } = await this.run('new', [], { pack, tasks, name: 'Demo', 'skip-git': true, 'skip-install': true, ...values });
    if (refusal !== undefined) throw new Error(refusal);
  }

  /** The document that a command prints with `--json`. */
  async result(command: string, words: readonly string[] = [], values: RawValues = {}): Promise<Result> {
    const { out, refusal } = await this.run(command, words, { json: true, 'skip-git': true, 'skip-install': true, ...values });
    if (refusal !== undefined) throw new Error(refusal);
    const document: Result = JSON.parse(out);
    return document;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }
}

/** The outcome of each path that a command changed. */
export function outcomes({ changes }: Result): Record<string, string> {
  return Object.fromEntries(changes.map(({ path, outcome }) => [path, outcome]));
}
