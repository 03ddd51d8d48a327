import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { CheckFailure, run, succeed } from '../process.js';

/** What belongs in git of all that commands leave behind, because the README says so in these words. */
const KEPT = { words: 'the plots and metrics in `reports/`', pattern: /^reports\/(figures\/[\w-]+\.png|[\w-]+\.json)$/ };
/** Arguments without which a task cannot be called. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  git: ['--message', 'Try it'],
  'upload-model': ['--uri', 'gs://our-bucket/model.pth'],
};

const quickStarts: Check = {
  name: 'the quick start of the README works line by line',
  applies: (project) => isFull(project) || project.row.flags.includes('--manager'),
  run: async (project) => {
    const lines = quickStartOf(project);
    if (lines.length < 4) throw new CheckFailure(`README.md starts with ${lines.length} commands: ${lines.join('; ')}`);
    await succeed(project, 'bash', ['-euo', 'pipefail', '-c', lines.join('\n')]);
  },
};

const showsTasks: Check = {
  name: 'every invoke task can be called, and prints its commands when dry',
  applies: (project) => has(project, 'tasks.py'),
  run: async (project) => {
    const list = await succeed(project, 'invoke', ['--list', '--list-format', 'json']);
    const { tasks } = JSON.parse(list.stdout) as { tasks: { name: string }[] };
    if (tasks.length < 4) throw new CheckFailure('invoke --list shows hardly any task', list);
    for (const { name } of tasks) {
      const ran = await succeed(project, 'invoke', ['--dry', name, ...(ARGUMENTS[name] ?? [])]);
      if (ran.stdout.trim() === '') throw new CheckFailure(`invoke --dry ${name} prints no command`, ran);
    }
  },
};

const takesOwnTasks: Check = {
  name: 'a command that is added to tasks.py as its docstring says is one of the tasks, and passes ruff and mypy',
  applies: (project) => has(project, 'tasks.py') && at(project.pyproject, 'tool', 'mypy') !== undefined,
  run: async (project) => {
    const clone: Project = { ...project, folder: join(project.aside, 'own-task') };
    rmSync(clone.folder, { recursive: true, force: true });
    await succeed(project, 'git', ['clone', '--quiet', project.folder, clone.folder]);
    const file = join(clone.folder, 'tasks.py');
    const tasks = readFileSync(file, 'utf8');
    const example = /^( {4}@invoke\.task\n(?: {4}.*\n)+)/m.exec(tasks)?.[1]?.replaceAll(/^ {4}/gm, '').replaceAll("'''", '"""');
    if (example === undefined) throw new CheckFailure('tasks.py shows no command of one’s own');
    appendFileSync(file, `\n\n${example}`);
    await succeed(clone, 'ruff', ['check', 'tasks.py']);
    await succeed(clone, 'ruff', ['format', '--check', 'tasks.py']);
    await succeed(clone, 'mypy', ['tasks.py']);
    const ran = await succeed(clone, 'invoke', ['hello']);
    if (!ran.output.includes('hello')) throw new CheckFailure('The command did not run', ran);
  },
};

const staysClean: Check = {
  name: 'git shows nothing but what the README says to commit',
  run: async (project) => {
    const ran = await succeed(project, 'git', ['status', '--porcelain', '--untracked-files=all']);
    const paths = ran.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(3));
    const surplus = paths.filter((path) => !KEPT.pattern.test(path));
    // Where people have written their own README, its words are theirs.
    const isSaid = project.row.addedLater === true || readFileSync(join(project.folder, 'README.md'), 'utf8').includes(KEPT.words);
    if (!isSaid) throw new CheckFailure(`README.md does not say that git holds ${KEPT.words}`);
    if (surplus.length > 0) throw new CheckFailure(`git shows ${surplus.join(', ')}`, ran);
  },
};

const ignoresSecrets: Check = {
  name: 'git ignores secrets, environments and runs, and sees what belongs in it',
  run: async (project) => {
    const ignored = ['.env', '.venv/x', 'outputs/x', '.mypy_cache/x', '.pytest_cache/x', 'data/raw/x.png', 'models/x.pt'];
    const seen = ['data/raw.dvc', 'uv.lock', 'reports/figures/x.png', '.env.example', '.mlops/pack', '.mlops/rendered/0123456789abcdef'];
    const ran = await run(project, 'git', ['check-ignore', '--no-index', ...ignored, ...seen]);
    const found = ran.stdout.split('\n').filter((line) => line !== '');
    if (found.join() !== ignored.join()) throw new CheckFailure('Other paths are ignored than should be', ran);
  },
};

/** The commands of the first block of the README, without those that make the environment, which is there already. */
function quickStartOf({ folder }: Project): string[] {
  const block = /```bash\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[1] ?? '';
  const makesEnvironment = /^(uv sync|uv lock|python3? -m venv|source |python3? -m pip install|pip install)/;
  return block.split('\n').filter((line) => line.trim() !== '' && !makesEnvironment.test(line));
}

export const REPOSITORY_CHECKS: readonly Check[] = [ignoresSecrets, quickStarts, showsTasks, takesOwnTasks, staysClean];
