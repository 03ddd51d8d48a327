import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readWorkflow, type Step, type Workflow } from '../../support/workflows.js';
import type { Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';

export const WORKFLOW_FOLDER = '.github/workflows';
/** It needs an engine for containers: the rows of the images run it, with a stand-in for one. */
export const ELSEWHERE = /docker_smoke\.sh/;
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

/** Runs a step as GitHub starts it. */
export async function runStep({ run, env = {} }: Step, checkout: Project, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
  if (run === undefined || ELSEWHERE.test(run)) return;
  const script = join(checkout.aside, 'step.sh');
  writeFileSync(script, run);
  const fill = (value: string): string =>
    value
      .replace(/\$\{\{ needs\.\w+\.result \}\}/, 'success')
      .replace(/\$\{\{ inputs\.(\w+) \}\}/, (whole, name: string) => inputs[name] ?? whole);
  const values = Object.entries(env).map(([name, value]) => [name, fill(value)] as const);
  const open = values.find(([, value]) => value.includes('${{'));
  if (open !== undefined) throw new CheckFailure(`Nobody says what ${open[0]} is: ${open[1]}`);
  await succeed(checkout, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { env: Object.fromEntries(values) });
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
    "  'pip install'*packages.txt) grep -q '^torch==[0-9.]*' packages.txt && ! grep nvidia packages.txt && exit 0 ; exit 1 ;;",
    "  'pip install'*) ;;",
    '  *) exec "$real" "$@" ;;',
    'esac',
    'case "$*" in *--only-group*) exit 0 ;; esac',
    'exec python -m pip install --quiet --no-deps --no-build-isolation --editable .',
  ];
  writeFileSync(uv, `${lines.join('\n')}\n`);
  chmodSync(uv, 0o755);
  return folder;
}
