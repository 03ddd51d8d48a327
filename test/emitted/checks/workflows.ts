import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../../support/workflows.js';
import type { Check } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';
import { ASKED, ELSEWHERE, freshCheckout, runStep, WORKFLOW_FOLDER, workflowsOf } from './workflow_steps.js';

/** The rest of the checks ask no network for packages. */
const ONLINE = { UV_OFFLINE: 'false' };

const areLinted: Check = {
  name: 'linters of workflows, of Dockerfiles and of shell scripts find nothing',
  applies: hasWorkflows,
  run: async (project) => {
    const tracked = await succeed(project, 'git', ['ls-files']);
    const ending = (...ends: string[]) => tracked.stdout.split('\n').filter((path) => ends.some((end) => path.endsWith(end)));
    await succeed(project, 'zizmor', ['--offline', '--no-progress', '.github']);
    await succeed(project, 'check-jsonschema', [
      '--builtin-schema',
      'vendor.github-workflows',
      ...ending('.yaml').filter((path) => path.startsWith(WORKFLOW_FOLDER)),
    ]);
    await succeed(project, 'check-jsonschema', ['--builtin-schema', 'vendor.dependabot', '.github/dependabot.yaml']);
    await succeed(project, 'shellcheck', ending('.sh'));
    if (has(project, 'dockerfiles')) await succeed(project, 'hadolint', ending('.dockerfile'));
  },
};

const runsSteps: Check = {
  name: 'every step of its workflows succeeds as a script in a fresh checkout',
  applies: hasWorkflows,
  run: async (project) => {
    for (const { file, workflow } of workflowsOf(project).filter(({ text }) => !ASKED.test(text))) {
      for (const [id, job] of Object.entries(workflow.jobs)) {
        const checkout = await freshCheckout(project, `${file}-${id}`);
        for (const step of job.steps) await runStep(step, checkout);
      }
    }
  },
};

/** For each workflow, something wrong of the kind that it looks for; the one that needs an engine for containers has none here. */
const SPOILS: Readonly<Record<string, (checkout: Project) => void>> = {
  'coverage.yaml': (checkout) => leaveOneTest(checkout, 'assert 1 + 1 == 2'),
  'data_change.yaml': ({ folder, row }) => writeFileSync(join(folder, 'src', row.package, 'data.py'), 'raise SystemExit(1)\n'),
  'deploy_docs.yaml': leavePageOut,
  'docs.yaml': leavePageOut,
  'linting.yaml': (checkout) => spoilModel(checkout, '\n\nimport os\n'),
  'pre_commit.yaml': (checkout) => spoilModel(checkout, '# blanks   \n'),
  'stage_model.yaml': (checkout) => spoilModel(checkout, '\nModel.forward = lambda self, inputs: inputs.new_zeros(len(inputs), 1)\n'),
  'tests.yaml': (checkout) => leaveOneTest(checkout, 'assert 1 + 1 == 3'),
  'types.yaml': (checkout) => spoilModel(checkout, '\n\nWRONG: int = "text"\n'),
};

const fail: Check = {
  name: 'each of its workflows fails where what it looks at is wrong',
  applies: hasWorkflows,
  run: async (project) => {
    for (const { file, workflow } of workflowsOf(project).filter(({ text }) => !ELSEWHERE.test(text) && !ASKED.test(text))) {
      const checkout = await freshCheckout(project, `${file}-wrong`);
      const spoil = SPOILS[file];
      if (spoil === undefined) throw new CheckFailure(`Nobody says what ${file} looks for`);
      spoil(checkout);
      if (
        await areGreen(
          Object.values(workflow.jobs).flatMap(({ steps }) => steps),
          checkout,
        )
      )
        throw new CheckFailure(`${file} is green all the same`);
    }
  },
};

const holdToLock: Check = {
  name: 'with a lock file its workflows install what that says, and refuse an outdated one',
  applies: (project) => hasWorkflows(project) && has(project, '.python-version'),
  run: async (project) => {
    const checkout = await freshCheckout(project, 'locked');
    await succeed(checkout, 'uv', ['lock', '--quiet'], { env: ONLINE });
    const steps = workflowsOf(project).flatMap(({ workflow }) => Object.values(workflow.jobs).flatMap((job) => job.steps));
    const installs = [...new Map(steps.filter(({ name }) => name === 'Install').map((step) => [step.run, step])).values()];
    if (installs.length < 2) throw new CheckFailure(`There are ${installs.length} ways to install`);
    for (const step of installs) await runStep(step, checkout);
    const file = join(checkout.folder, 'pyproject.toml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('dependencies = [', 'dependencies = [\n    "tqdm",'));
    for (const step of installs) if (await areGreen([step], checkout)) throw new CheckFailure('An outdated lock file is taken');
  },
};

/** Whether all steps succeed; what is no failed command is a mistake of ours. */
async function areGreen(steps: readonly Step[], checkout: Project): Promise<boolean> {
  try {
    for (const step of steps) await runStep(step, checkout);
    return true;
  } catch (error) {
    if (error instanceof CheckFailure && error.ran !== undefined) return false;
    throw error;
  }
}

function spoilModel({ folder, row }: Project, lines: string): void {
  appendFileSync(join(folder, 'src', row.package, 'model.py'), lines);
}

/** A page that the navigation does not list. */
function leavePageOut({ folder }: Project): void {
  writeFileSync(join(folder, 'docs', 'alone.md'), '# Alone\n');
}

/** Nothing but one test, so that it alone decides. */
function leaveOneTest({ folder }: Project, line: string): void {
  rmSync(join(folder, 'tests'), { recursive: true });
  mkdirSync(join(folder, 'tests'));
  writeFileSync(join(folder, 'tests', 'test_alone.py'), `def test_alone():\n    ${line}\n`);
}

/** The steps take minutes: they run for all that can be chosen, once with each manager. */
function hasWorkflows(project: Project): boolean {
  return has(project, WORKFLOW_FOLDER) && /^everything( with pip)?$/.test(project.row.name);
}

export const WORKFLOW_CHECKS: readonly Check[] = [areLinted, runsSteps, fail, holdToLock];
