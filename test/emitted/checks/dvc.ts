import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, type Ran, succeed } from '../process.js';

/** What DVC keeps: the outputs of the steps. */
const KEPT_BY_DVC = ['data/raw', 'data/processed', 'models/model.pth'];
const STEPS = ['fetch', 'preprocess', 'train', 'evaluate'];
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

const runsOnce: Check = {
  name: 'the pipeline runs every step, and nothing the second time',
  applies: hasPipeline,
  run: async (project) => {
    const clone = await cloneOf(project);
    expectSteps(await succeed(clone, 'dvc', ['repro']), STEPS);
    expectSteps(await succeed(clone, 'dvc', ['repro']), []);
    await commit(clone, 'The first run');
    await succeed(clone, 'git', ['tag', 'v1']);
  },
};

const runsWhatChanged: Check = {
  name: 'after a changed setting the pipeline runs what depends on it, and no more',
  applies: hasPipeline,
  run: async (project) => {
    const clone = openClone(project);
    const path = has(project, 'configs/config.yaml') ? 'configs/config.yaml' : `src/${project.row.package}/config.py`;
    const text = readFileSync(join(clone.folder, path), 'utf8');
    const changed = text.replace(/^( *epochs: (?:int = )?)\d+/m, '$12');
    if (changed === text) throw new CheckFailure(`${path} sets no number of epochs`);
    writeFileSync(join(clone.folder, path), changed);
    expectSteps(await succeed(clone, 'dvc', ['repro']), ['train', 'evaluate']);
    await commit(clone, 'Fewer epochs');
  },
};

const keepsOnce: Check = {
  name: 'no file is kept by git and by DVC, and DVC reports to nobody',
  applies: hasPipeline,
  run: async (project) => {
    const clone = openClone(project);
    const tracked = await succeed(clone, 'git', ['ls-files', ...KEPT_BY_DVC]);
    if (tracked.stdout !== '') throw new CheckFailure('git tracks what DVC keeps', tracked);
    const changes = await succeed(clone, 'git', ['status', '--porcelain', '--untracked-files=all']);
    if (changes.stdout !== '') throw new CheckFailure('DVC has left something behind', changes);
    const analytics = await succeed(clone, 'dvc', ['config', 'core.analytics']);
    if (analytics.stdout.trim() !== 'false') throw new CheckFailure('The usage statistics are on', analytics);
  },
};

const comesBack: Check = {
  name: 'pushed, wiped and pulled, data and model are the same bytes',
  applies: hasPipeline,
  run: async (project) => {
    const clone = openClone(project);
    await succeed(clone, 'dvc', ['push']);
    const before = digestsOf(clone);
    for (const path of ['.dvc/cache', ...KEPT_BY_DVC]) rmSync(join(clone.folder, path), { recursive: true });
    const pulled = await succeed(clone, 'dvc', ['pull']);
    if (digestsOf(clone) !== before) throw new CheckFailure('Other bytes came back', pulled);
    expectSteps(await succeed(clone, 'dvc', ['repro']), []);
  },
};

const goesBack: Check = {
  name: 'a new version of the data is recorded, and two tags lead back and forth',
  applies: (project) => hasPipeline(project) && isFull(project),
  run: async (project) => {
    const clone = openClone(project);
    const [old, file] = [digestsOf(clone), firstFile(join(clone.folder, 'data/raw'))];
    await succeed(clone, 'git', ['tag', 'old']);
    appendFileSync(file, '\n');
    await succeed(clone, 'invoke', ['dvc-add', '--message', 'One byte more', '--tag', 'v2'], { env: IDENTITY });
    const fresh = digestsOf(clone);
    // What is recorded belongs together: the model is that of the new data.
    expectSteps(await succeed(clone, 'dvc', ['repro']), []);
    const status = await succeed(clone, 'git', ['status', '--porcelain', '--untracked-files=no']);
    if (status.stdout.trim() !== '') throw new CheckFailure('The version is not recorded as a whole', status);
    for (const [tag, digests] of [
      ['old', old],
      ['v2', fresh],
      ['old', old],
    ] as const) {
      await succeed(clone, 'git', ['checkout', '--quiet', tag]);
      const ran = await succeed(clone, 'dvc', ['checkout']);
      if (old === fresh || digestsOf(clone) !== digests) throw new CheckFailure(`The data are not those of ${tag}`, ran);
    }
  },
};

function hasPipeline(project: Project): boolean {
  return has(project, 'dvc.yaml');
}

/** The pipeline runs in a clone, so that it begins without data, and so that its commits are nobody's. */
async function cloneOf(project: Project): Promise<Project> {
  const clone = openClone(project);
  rmSync(join(project.aside, 'dvc'), { recursive: true, force: true });
  mkdirSync(join(project.aside, 'dvc'), { recursive: true });
  await succeed(project, 'git', ['clone', '--quiet', project.folder, clone.folder]);
  return clone;
}

/** Its commands import the clone's own modules, and not those of the repository that is installed. */
function openClone(project: Project): Project {
  const folder = join(project.aside, 'dvc', 'clone');
  return { ...project, folder, env: { ...project.env, PYTHONPATH: join(folder, 'src') } };
}

async function commit(clone: Project, message: string): Promise<void> {
  await succeed(clone, 'git', ['add', '--all']);
  await succeed(clone, 'git', ['commit', '--quiet', '--message', message], { env: IDENTITY });
}

function expectSteps(ran: Ran, expected: readonly string[]): void {
  const steps = [...ran.output.matchAll(/^Running stage '(\w+)'/gm)].map(([, name]) => name);
  if (steps.join() !== expected.join())
    throw new CheckFailure(`It ran ${steps.join(', ') || 'nothing'}, not ${expected.join(', ') || 'nothing'}`, ran);
}

function digestsOf({ folder }: Project): string {
  return KEPT_BY_DVC.flatMap((path) => filesBelow(join(folder, path)))
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .join('\n');
}

function firstFile(folder: string): string {
  const [file] = filesBelow(folder);
  if (file === undefined) throw new CheckFailure(`There is nothing in ${folder}`);
  return file;
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) throw new CheckFailure(`There is no ${path}`);
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

export const DVC_CHECKS: readonly Check[] = [runsOnce, runsWhatChanged, keepsOnce, comesBack, goesBack];
