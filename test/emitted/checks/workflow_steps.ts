import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readWorkflow, type Step, type Workflow } from '../../support/workflows.js';
import type { Project } from '../emission.js';
import { tell } from '../heard.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';

export const WORKFLOW_FOLDER = '.github/workflows';
/** It needs an engine for containers, or a cloud: the rows of the images run it, and the checks of the cloud, with a stand-in for one. */
export const ELSEWHERE = /docker_smoke\.sh|wait_for_tests\.sh|scripts\/gcp\//;
/** It is started with inputs: what runs it says what they are. */
export const ASKED = /\$\{\{ inputs\./;

export interface EmittedWorkflow {
  readonly file: string;
  readonly text: string;
  readonly workflow: Workflow;
}

export function workflowsOf({ folder }: Project): readonly EmittedWorkflow[] {
  return readdirSync(join(folder, WORKFLOW_FOLDER))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, WORKFLOW_FOLDER, file), 'utf8');
      return { file, text, workflow: readWorkflow(text) };
    });
}

/** A clone in which a workflow's steps run as on GitHub's runner, apart from what `standIns` says. */
export async function freshCheckout(project: Project, name: string): Promise<Project> {
  const folder = join(project.aside, 'checkouts', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  await succeed(project, 'git', ['clone', '--quiet', project.folder, folder]);
  const runner = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: 'ada/digits',
    GITHUB_SHA: (await succeed(project, 'git', ['rev-parse', 'HEAD'])).stdout.trim(),
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: join(project.aside, 'summary.md'),
    GITHUB_OUTPUT: join(project.aside, 'output'),
    GITHUB_ENV: join(project.aside, 'environment'),
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: project.aside,
  };
  const path = [standIns(project), project.env['PATH'] ?? ''].join(delimiter);
  return { ...project, folder, env: { ...project.env, ...runner, PATH: path } };
}

/** What GitHub puts in the place of an expression. */
const EXPRESSIONS: readonly (readonly [RegExp, string])[] = [
  [/\$\{\{ needs\.\w+\.result \}\}/g, 'success'],
  [/\$\{\{ github\.server_url \}\}/g, 'https://github.com'],
  [/\$\{\{ github\.repository \}\}/g, 'ada/digits'],
  [/\$\{\{ github\.run_id \}\}/g, '4711'],
  [/\$\{\{ github\.token \}\}/g, 'a-token'],
  [/\$\{\{ github\.event\.pull_request\.number \}\}/g, '7'],
  [/\$\{\{ inputs\.model \|\| github\.event\.client_payload\.\w+ \}\}/g, 'team/project/model:staging'],
  [/\$\{\{ secrets\.\w+ \}\}/g, 'a-secret'],
  [/\$\{\{ vars\.\w+ \}\}/g, ''],
];

/** Runs a step as GitHub starts it. */
export async function runStep(step: Step, checkout: Project, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
  const { run, env = {} } = step;
  if (run === undefined) return passFolder(step, checkout);
  if (ELSEWHERE.test(run)) return;
  const script = join(checkout.aside, 'step.sh');
  writeFileSync(script, run);
  const fill = (value: string): string =>
    EXPRESSIONS.reduce((text, [expression, put]) => text.replaceAll(expression, put), value)
      .replaceAll(/\$\{\{ (?:steps|needs)\.\w+\.outputs\.(\w+) \}\}/g, (_, name: string) => outputOf(checkout, name))
      .replaceAll(/\$\{\{ inputs\.(\w+) \}\}/g, (whole, name: string) => inputs[name] ?? whole);
  const values = Object.entries(env).map(([name, value]) => [name, fill(value)] as const);
  const open = values.find(([, value]) => value.includes('${{'));
  if (open !== undefined) throw new CheckFailure(`Nobody says what ${open[0]} is: ${open[1]}`);
  const asked = { ...Object.fromEntries(values), ...('WANDB_API_KEY' in env ? insteadOfWandb(checkout) : {}) };
  tell(checkout.folder, run);
  await succeed(checkout, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { env: asked });
}

/** A folder that one job keeps as an artifact is there for the next job that asks for it. */
function passFolder({ uses = '', with: values = {} }: Step, { aside, folder }: Project): void {
  const [kept, place] = [join(aside, 'artifacts', String(values['name'])), join(folder, String(values['path']))];
  if (uses.startsWith('actions/upload-artifact@') && String(values['path']).endsWith('/')) cpSync(place, kept, { recursive: true });
  if (uses.startsWith('actions/download-artifact@')) cpSync(kept, place, { recursive: true });
}

/** What an earlier step has written down for the later ones. */
function outputOf({ env }: Project, name: string): string {
  const lines = readFileSync(env['GITHUB_OUTPUT'] ?? '', 'utf8').split('\n');
  return lines.findLast((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** A step with a key of Weights & Biases finds a stand-in for it, which has the model that was trained before the checks of workflows. */
function insteadOfWandb({ aside }: Project): Record<string, string> {
  const model = join(aside, '..', 'project', 'models', 'model.pth');
  return { PYTHONPATH: join(EMITTED, 'python', 'stand_ins'), FAKE_MODEL: model, FAKE_LINKS: join(aside, 'links') };
}

/** uv would bring gigabytes: the packages are there already, and what is left of it is to list them and to install the project itself. */
function standIns({ aside }: Project): string {
  const folder = join(aside, 'stand-ins');
  mkdirSync(folder, { recursive: true });
  const uv = join(folder, 'uv');
  const lines = [
    '#!/bin/sh',
    'set -e',
    `real=$(PATH=\${PATH#"${folder}:"} command -v uv)`,
    'case "$*" in',
    '  sync*--locked*) UV_OFFLINE=false "$real" lock --check --quiet ;;',
    '  sync*) ;;',
    '  export*) UV_OFFLINE=false exec "$real" "$@" ;;',
    '  venv*) exit 0 ;;',
    "  'pip install'*packages.txt) grep -q '^torch==[0-9.]*' packages.txt && ! grep nvidia packages.txt | grep -v nvidia-ml-py && exit 0 ; exit 1 ;;",
    "  'pip install'*) ;;",
    '  *) exec "$real" "$@" ;;',
    'esac',
    'case "$*" in *--only-group*) exit 0 ;; esac',
    'exec python -m pip install --quiet --no-deps --no-build-isolation --editable .',
  ];
  writeFileSync(uv, `${lines.join('\n')}\n`);
  // It only writes down how it was called, and shows that the files that it is given are there.
  const gh = join(folder, 'gh');
  writeFileSync(
    gh,
    `#!/bin/sh\nset -e\necho "$*" >> "${join(aside, 'gh-calls')}"\nwhile [ $# -gt 1 ]; do shift; done\ncase "$1" in *.md) test -s "$1" ;; esac\n`,
  );
  for (const command of [uv, gh]) chmodSync(command, 0o755);
  return folder;
}
