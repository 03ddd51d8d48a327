import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readWorkflow, type Step } from '../../support/workflows.js';
import type { Check } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';

const FOLDER = '.github/workflows';
/** It needs an engine for containers: images.sh runs it, with a stand-in for one. */
const ELSEWHERE = /docker_smoke\.sh/;

const runsSteps: Check = {
  name: 'every step of its workflows succeeds as a script in a fresh checkout',
  applies: hasWorkflows,
  run: async (project) => {
    for (const file of readdirSync(join(project.folder, FOLDER)).toSorted()) {
      const workflow = readWorkflow(readFileSync(join(project.folder, FOLDER, file), 'utf8'));
      for (const [id, job] of Object.entries(workflow.jobs)) {
        const checkout = await freshCheckout(project, `${file}-${id}`);
        for (const step of job.steps) await runStep(step, checkout, project);
      }
    }
  },
};

const areLinted: Check = {
  name: 'linters of workflows, of Dockerfiles and of shell scripts find nothing',
  applies: hasWorkflows,
  run: async (project) => {
    const tracked = await succeed(project, 'git', ['ls-files']);
    const ending = (...ends: string[]) => tracked.stdout.split('\n').filter((path) => ends.some((end) => path.endsWith(end)));
    await succeed(project, 'zizmor', ['--offline', '--no-progress', '.github']);
    await succeed(project, 'check-jsonschema', ['--builtin-schema', 'vendor.github-workflows', ...ending('.yaml').filter((path) => path.startsWith(FOLDER))]);
    await succeed(project, 'check-jsonschema', ['--builtin-schema', 'vendor.dependabot', '.github/dependabot.yaml']);
    await succeed(project, 'shellcheck', ending('.sh'));
    if (has(project, 'dockerfiles')) await succeed(project, 'hadolint', ending('.dockerfile'));
  },
};

/** The steps take minutes: they run for all that can be chosen, once with each manager. */
function hasWorkflows(project: Project): boolean {
  return has(project, FOLDER) && /^everything( with pip)?$/.test(project.row.name);
}

async function freshCheckout(project: Project, name: string): Promise<Project> {
  const folder = join(project.aside, 'checkouts', name);
  mkdirSync(join(folder, '..'), { recursive: true });
  await succeed(project, 'git', ['clone', '--quiet', project.folder, folder]);
  const runner = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: join(project.aside, 'summary.md'),
    GITHUB_OUTPUT: join(project.aside, 'output'),
    GITHUB_ENV: join(project.aside, 'environment'),
    RUNNER_OS: 'Linux',
  };
  const path = [standIns(project), project.env['PATH'] ?? ''].join(delimiter);
  return { ...project, folder, env: { ...project.env, ...runner, PATH: path } };
}

async function runStep({ run, env = {} }: Step, checkout: Project, { aside }: Project): Promise<void> {
  if (run === undefined || ELSEWHERE.test(run)) return;
  const script = join(aside, 'step.sh');
  writeFileSync(script, run);
  const values = Object.entries(env).map(([name, value]) => [name, value.replace(/\$\{\{ needs\.\w+\.result \}\}/, 'success')] as const);
  const open = values.find(([, value]) => value.includes('${{'));
  if (open !== undefined) throw new CheckFailure(`Nobody says what ${open[0]} is: ${open[1]}`);
  // As GitHub starts it.
  await succeed(checkout, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { env: Object.fromEntries(values), seconds: 600 });
}

/** `uv sync` would bring gigabytes: the packages are there already, and what is left of it is to install the project itself. */
function standIns({ aside }: Project): string {
  const folder = join(aside, 'stand-ins');
  mkdirSync(folder, { recursive: true });
  const uv = join(folder, 'uv');
  const lines = [
    '#!/bin/sh',
    'if [ "$1" = sync ]; then',
    '  case "$*" in *--only-group*) exit 0 ;; esac',
    '  exec python -m pip install --quiet --no-deps --no-build-isolation --editable .',
    'fi',
    `PATH=\${PATH#"${folder}:"} exec uv "$@"`,
  ];
  writeFileSync(uv, `${lines.join('\n')}\n`);
  chmodSync(uv, 0o755);
  return folder;
}

export const WORKFLOW_CHECKS: readonly Check[] = [areLinted, runsSteps];
