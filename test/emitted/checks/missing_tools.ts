import { copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, type Ran, refuse, succeed } from '../process.js';

/** Tasks, each with a file that is there where the task is, and the tool that it needs. */
const TASKS = [
  { task: ['git', '--message', 'Try it'], file: 'tasks.py', tool: 'git' },
  { task: ['publish'], file: 'scripts/publish.sh', tool: 'git' },
  { task: ['docker-build'], file: 'scripts/docker_smoke.sh', tool: 'docker' },
  { task: ['compose-up'], file: 'scripts/docker_smoke.sh', tool: 'docker' },
  { task: ['docker-smoke'], file: 'scripts/docker_smoke.sh', tool: 'docker' },
  { task: ['repro'], file: 'dvc.yaml', tool: 'dvc' },
  { task: ['dvc-push'], file: 'dvc.yaml', tool: 'dvc' },
  { task: ['cloud-setup'], file: 'scripts/gcp/setup.sh', tool: 'gcloud' },
  { task: ['cloud-doctor'], file: 'scripts/gcp/setup.sh', tool: 'gcloud' },
  { task: ['cloud-teardown'], file: 'scripts/gcp/setup.sh', tool: 'gcloud' },
  { task: ['cloud-build'], file: 'cloudbuild.yaml', tool: 'gcloud' },
  { task: ['vertex-train'], file: 'vertex_ai_train.yaml', tool: 'gcloud' },
  { task: ['deploy'], file: 'deploy/api.yaml', tool: 'gcloud' },
  { task: ['create-bucket'], file: 'scripts/gcp/create_bucket.sh', tool: 'gcloud' },
  { task: ['create-issues'], file: 'scripts/create_issues.sh', tool: 'gh' },
  { task: ['invite'], file: 'scripts/add_collaborators.sh', tool: 'gh' },
  { task: ['build-docs'], file: 'mkdocs.yml', tool: 'mkdocs' },
  { task: ['publish-docs'], file: 'scripts/publish_docs.sh', tool: 'mkdocs' },
  { task: ['precommit'], file: '.pre-commit-config.yaml', tool: 'pre-commit' },
] as const;
/** Scripts that people also start by themselves, each with the tool that it asks for first. */
const SCRIPTS = [
  { script: ['sh', 'scripts/docker_smoke.sh'], tool: 'docker' },
  { script: ['sh', 'scripts/publish.sh'], tool: 'git' },
  { script: ['sh', 'scripts/create_issues.sh'], tool: 'gh' },
  { script: ['sh', 'scripts/publish_docs.sh'], tool: 'git' },
  { script: ['sh', 'scripts/gcp/create_bucket.sh'], tool: 'gcloud' },
  { script: ['sh', 'scripts/gcp/setup.sh'], tool: 'gcloud' },
  { script: ['sh', 'scripts/gcp/cloud_doctor.sh'], tool: 'gcloud' },
  { script: ['sh', 'scripts/gcp/teardown.sh'], tool: 'gcloud' },
  { script: ['sh', 'scripts/gcp/build_images.sh'], tool: 'gcloud' },
  { script: ['sh', 'scripts/gcp/deploy_run.sh'], tool: 'gcloud' },
  { script: ['sh', 'scripts/local_cloud_run.sh'], tool: 'docker' },
  { script: ['python', 'scripts/hand_in_check.py'], tool: 'git' },
] as const;

const namesWhatIsMissing: Check = {
  name: 'a task or a script whose tool is missing says in one sentence which command brings it',
  applies: (project) => has(project, 'tasks_stages/docker.py') && has(project, 'tasks_stages/dvc.py'),
  run: async (project) => {
    const bare = await bareMachine(project);
    for (const { task, file, tool } of TASKS) {
      if (!has(project, file)) continue;
      expectSentence(await refuse(bare, /is not here/, 'python', ['-m', 'invoke', ...task]), tool, bringer(tool, project));
    }
    for (const { script, tool } of SCRIPTS) {
      const [command, ...args] = script;
      if (!has(project, args[0])) continue;
      expectSentence(await refuse(bare, /is not here/, command, args), tool, bringer(tool, project));
    }
  },
};

/** The project on a machine that has its Python packages, and no command but Python's and those of every Unix. */
async function bareMachine(project: Project): Promise<Project> {
  const [folder, from] = [join(project.aside, 'bare'), project.env['VIRTUAL_ENV'] ?? ''];
  rmSync(folder, { recursive: true, force: true });
  await succeed(project, 'python', ['-m', 'venv', '--without-pip', folder]);
  const packages = join('lib', 'python3.11', 'site-packages', 'shared.pth');
  copyFileSync(join(from, packages), join(folder, packages));
  const commands = join(folder, 'commands');
  mkdirSync(commands);
  for (const name of ['sh', 'dirname']) symlinkSync(`/bin/${name}`, join(commands, name));
  return { ...project, env: { PATH: `${join(folder, 'bin')}:${commands}`, VIRTUAL_ENV: folder, HOME: folder } };
}

/** What brings a tool: a package manager of the machine, or that of the project, which is missing here too where it is uv. */
function bringer(tool: string, { row }: Project): RegExp {
  if (tool === 'docker') return /get\.docker\.com/;
  if (tool === 'gcloud') return /sdk\.cloud\.google\.com/;
  if (tool === 'git' || tool === 'gh') return new RegExp(`apt install ${tool}`);
  return row.flags.includes('pip') ? /python -m pip install -r requirements\.txt/ : /astral\.sh\/uv\/install\.sh \| sh, then: uv sync/;
}

function expectSentence(ran: Ran, tool: string, command: RegExp): void {
  const lines = ran.output.trim().split('\n');
  const [line = ''] = lines;
  if (lines.length !== 1 || !line.replace(/^error: /, '').startsWith(`\`${tool}\` is not here: install it with: `) || !command.test(line)) {
    throw new CheckFailure(`It should say what brings ${tool}, and nothing else`, ran);
  }
}

export const MISSING_TOOL_CHECKS: readonly Check[] = [namesWhatIsMissing];
