import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, inject } from 'vitest';
import { type Job, readWorkflow, type Step } from '../support/workflows.js';
import { run } from './doors.js';
import { giveToUser } from './user.js';
import { git, makeFolder, writeFiles } from './workspace.js';

/** A pull request, and a comment on one, as the stand-in of GitHub keeps them. */
interface Remembered {
  readonly calls: readonly string[];
  readonly pulls: readonly {
    number: number;
    open: boolean;
    mergedAt: string | null;
    title: string;
    body: string;
    head: string;
    base: string;
  }[];
  readonly comments: readonly { id: number; login: string; body: string; on?: number }[];
}

/** What a run of a workflow came to. */
export interface WorkflowRun {
  /** Of each job that was not left out, whether it succeeded. */
  readonly jobs: Readonly<Record<string, boolean>>;
  /** All that its steps printed. */
  readonly said: string;
  /** The page of the run. */
  readonly summary: string;
}

/** A job with what decides whether and after which it runs. */
interface WholeJob extends Job {
  readonly if?: string;
  readonly needs?: readonly string[];
  readonly outputs?: Readonly<Record<string, string>>;
}

const BIN = 'bin';

/** A repository on GitHub, as far as workflows see it: its git repository, gh with what it remembers, and npx with the published package. */
export class Hub {
  readonly folder = makeFolder();
  readonly origin = join(this.folder, 'origin.git');
  /** The clone of somebody who works on it. */
  readonly clone = join(this.folder, 'clone');
  readonly #memory = join(this.folder, 'github.json');

  private constructor() {}

  /** Pushes a project, which becomes the only commit of main. */
  static async of(project: string): Promise<Hub> {
    const hub = new Hub();
    await git(project, 'init', '-q', '-b', 'main');
    await git(project, 'add', '-A');
    await git(project, 'commit', '-q', '-m', 'Start');
    await git(hub.folder, 'clone', '-q', '--bare', project, hub.origin);
    await git(hub.folder, 'clone', '-q', hub.origin, hub.clone);
    hub.remember({ calls: [], pulls: [], comments: [] });
    const gh = resolve(import.meta.dirname, 'stand_ins/gh.mjs');
    const bin = (name: string, line: string): void => {
      mkdirSync(join(hub.folder, BIN), { recursive: true });
      writeFileSync(join(hub.folder, BIN, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    };
    cpSync(gh, join(hub.folder, 'gh.mjs'));
    bin('gh', `exec '${process.execPath}' '${hub.folder}/gh.mjs' '${hub.#memory}' "$@"`);
    const program = join(inject('grounds'), 'node_modules/generator-mlops/dist/mlops.cjs');
    const verify = `[ "$1 $2" = "--yes generator-mlops@0" ] && [ -z "$(ls -A)" ] || { echo "npx: $* in $(pwd)" >&2; exit 9; }`;
    bin('npx', `${verify}\nshift 2\nexec '${process.execPath}' '${program}' "$@"`);
    giveToUser(hub.folder);
    return hub;
  }

  get remembered(): Remembered {
    const read: Remembered = JSON.parse(readFileSync(this.#memory, 'utf8'));
    return read;
  }

  remember(state: Remembered): void {
    writeFileSync(this.#memory, JSON.stringify(state));
    giveToUser(this.folder);
  }

  /** The commit of a branch; empty where there is none. */
  async head(branch: string): Promise<string> {
    return (await git(this.origin, 'for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`)).trim();
  }

  /** Commits to main as somebody of the group, and pushes. */
  async push(files: Readonly<Record<string, string>>, branch = 'main'): Promise<void> {
    await git(this.clone, 'fetch', '-q', 'origin');
    await git(this.clone, 'checkout', '-q', '-B', branch, `origin/${branch}`);
    writeFiles(this.clone, files);
    await git(this.clone, 'add', '-A');
    await git(this.clone, 'commit', '-q', '-m', 'Work');
    await git(this.clone, 'push', '-q', 'origin', branch);
  }

  /**
   * Runs a workflow of the repository as GitHub does: its jobs in their order, each in a fresh clone, its steps one by one in bash.
   *
   * @param context what expressions stand for, besides what the run itself knows.
   */
  async runWorkflow(name: string, context: Readonly<Record<string, string>> = {}): Promise<WorkflowRun> {
    const { jobs } = readWorkflow(await git(this.origin, 'show', `main:.github/workflows/${name}`));
    const artifacts = makeFolder();
    const ran: { jobs: Record<string, boolean>; said: string; summary: string } = { jobs: {}, said: '', summary: '' };
    const known: Record<string, string> = {
      'github.token': 'token',
      'github.repository': 'ada/demo',
      'github.ref_name': 'main',
      ...context,
    };
    for (const [id, job] of Object.entries<WholeJob>(jobs)) {
      if ((job.needs ?? []).some((need) => ran.jobs[need] !== true) || !isMet(job.if, known)) continue;
      ran.jobs[id] = await this.#runJob(id, job, known, artifacts, ran);
    }
    return ran;
  }

  async #runJob(
    id: string,
    { steps, outputs = {} }: WholeJob,
    known: Record<string, string>,
    artifacts: string,
    ran: { said: string; summary: string },
  ): Promise<boolean> {
    const temp = makeFolder();
    const work = join(makeFolder(), 'demo');
    known['runner.temp'] = temp;
    await git(temp, 'clone', '-q', '--depth', '1', '--branch', 'main', `file://${this.origin}`, work);
    for (const step of steps) {
      if (
        !isMet(
          Object.entries(step)
            .find(([key]) => key === 'if')?.[1]
            ?.toString(),
          known,
        )
      )
        continue;
      if (step.run === undefined) {
        useAction(step, known, artifacts);
        continue;
      }
      const { code, said } = await this.#runStep(step, step.run, known, work, temp);
      ran.said += said;
      if (code !== 0) return false;
      const stepId = Object.entries(step).find(([key]) => key === 'id')?.[1];
      for (const [, key, value = ''] of textAt(join(temp, 'output')).matchAll(/^(\w+)=(.*)$/gm))
        known[`steps.${stepId}.outputs.${key}`] = value;
    }
    expect(await git(work, 'status', '--porcelain'), 'what the job left in the checkout').toBe('');
    for (const [name, expression] of Object.entries(outputs)) known[`needs.${id}.outputs.${name}`] = filled(expression, known);
    ran.summary += textAt(join(temp, 'summary'));
    return true;
  }

  async #runStep(
    step: Step,
    script: string,
    known: Record<string, string>,
    work: string,
    temp: string,
  ): Promise<{ code: number | null; said: string }> {
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value, known)]));
    const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary'), RUNNER_TEMP: temp };
    const path = `${join(this.folder, BIN)}:${process.env['PATH'] ?? ''}`;
    const setting = {
      GIT_AUTHOR_NAME: undefined,
      GIT_AUTHOR_EMAIL: undefined,
      GIT_COMMITTER_NAME: undefined,
      GIT_COMMITTER_EMAIL: undefined,
    };
    const { code, stdout, stderr } = await run('bash', ['-e', '-c', script], {
      cwd: work,
      env: { ...files, ...setting, ...env, PATH: path },
    });
    return { code, said: `${stdout}${stderr}` };
  }
}

/** What the actions do that our workflows use. */
function useAction({ uses = '', with: inputs = {} }: Step, known: Readonly<Record<string, string>>, artifacts: string): void {
  const [action = ''] = uses.split('@');
  if (!action.endsWith('load-artifact')) return;
  const stored = join(artifacts, String(inputs['name']));
  const path = filled(String(inputs['path']), known).replace(/\/$/, '');
  if (action.endsWith('upload-artifact')) {
    expect(existsSync(path), path).toBe(true);
    rmSync(stored, { recursive: true, force: true });
    cpSync(path, path.endsWith('.md') ? join(stored, basename(path)) : stored, { recursive: true });
  } else cpSync(stored, path, { recursive: true });
  giveToUser(artifacts);
  giveToUser(known['runner.temp'] ?? artifacts);
}

/** An expression that compares two values; nothing is always met. */
function isMet(condition: string | undefined, known: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  const [one = '', other = ''] = condition.split('==').map((side) => side.trim());
  return contextValue(one, known) === contextValue(other, known);
}

function contextValue(expression: string, known: Readonly<Record<string, string>>): string {
  const literal = /^'(.*)'$/.exec(expression)?.[1];
  if (literal !== undefined) return literal;
  // Of several, the first that is not empty.
  return expression
    .split('||')
    .map((each) => known[each.trim()] ?? '')
    .reduce((first, each) => first || each, '');
}

function filled(text: string, known: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => contextValue(expression, known));
}

function textAt(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
