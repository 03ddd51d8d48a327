import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneOf, moduleOf } from '../copies.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';

const WORKFLOW = '.github/workflows/data_change.yaml';
const REPORT = 'reports/data_statistics.md';
const IDENTITY = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];

const counts: Check = {
  name: 'the report of the data has the counts of the raw files, and links to figures that are there',
  applies: hasReport,
  run: async (project) => {
    const clone = await cloneOf(project, 'report');
    for (const words of ['data fetch', 'data preprocess', 'data_report']) await succeed(clone, 'python', moduleOf(clone, words));
    const expected = await countRaw(clone);
    const told = countsIn(clone);
    if (JSON.stringify(told) !== JSON.stringify(expected))
      throw new CheckFailure(`It counts ${JSON.stringify(told)}, and there are ${JSON.stringify(expected)}`);
    const text = readFileSync(join(clone.folder, REPORT), 'utf8');
    const figures = [...text.matchAll(/\]\((figures\/[^)]*)\)/g)].map(([, path = '']) => path);
    const missing = figures.filter((path) => !existsSync(join(clone.folder, dirname(REPORT), path)));
    if (figures.length !== 3 || missing.length > 0)
      throw new CheckFailure(`It links to ${figures.join(', ')}; missing: ${missing.join(', ')}`);
    if (!text.includes('```mermaid')) throw new CheckFailure('It has no chart');
  },
};

const starts: Check = {
  name: 'the workflow of the data starts for every file that DVC writes for a change, and for no other',
  applies: (project) => isFull(project) && hasReport(project),
  run: async (project) => {
    const clone = await cloneOf(project, 'paths');
    const patterns = pathsOf(clone);
    const expectStart = async (what: string, starts: boolean): Promise<void> => {
      const paths = await commitAll(clone, what);
      const isStarted = paths.some((path) => patterns.some((pattern) => pattern.test(path)));
      if (isStarted !== starts)
        throw new CheckFailure(`${what} changes ${paths.join(', ')}, which ${starts ? 'starts nothing' : 'starts it'}`);
    };
    await succeed(clone, 'dvc', ['repro', 'preprocess']);
    await expectStart('The first run', true);
    appendFileSync(join(clone.folder, 'README.md'), 'More.\n');
    await expectStart('A word in the README', false);
    writeFileSync(join(clone.folder, 'data/raw/more.txt'), 'more\n');
    await succeed(clone, 'dvc', ['commit', '--force', 'fetch']);
    await expectStart('More data', true);
    writeFileSync(join(clone.folder, 'notes.csv'), 'a,b\n');
    await succeed(clone, 'dvc', ['add', 'notes.csv']);
    await expectStart('A file that dvc add has taken', true);
    await succeed(clone, 'dvc', ['remote', 'modify', 'storage', 'url', '/elsewhere']);
    await expectStart('Another remote', true);
  },
};

const compares: Check = {
  name: 'with a remote the report shows the data of the pull request beside those before it, without one it says so',
  applies: (project) => isFull(project) && hasReport(project),
  run: async (project) => {
    const clone = await cloneOf(project, 'change');
    await succeed(clone, 'dvc', ['remote', 'modify', 'storage', 'url', join(project.aside, 'remote-of-the-change')]);
    await succeed(clone, 'dvc', ['repro', 'preprocess']);
    await succeed(clone, 'dvc', ['push', 'preprocess']);
    await commitAll(clone, 'The first version');
    const before = countsIn(await described(clone));
    await leaveOut(clone);
    await commitAll(clone, 'Fewer items of one class');
    for (const path of ['.dvc/cache', 'data/processed', 'data/raw']) rmSync(join(clone.folder, path), { recursive: true });
    await described(clone);
    const text = readFileSync(join(clone.folder, REPORT), 'utf8');
    const [name = '', count = 0] = Object.entries(before)[0] ?? [];
    const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    if (!row.endsWith(`| ${count - 1} | ${count} | -1 |`)) throw new CheckFailure(`It says of the class: ${row}`);
    if (!text.startsWith('> These are the data that the remote has')) throw new CheckFailure(`It begins: ${text.slice(0, 200)}`);
    if (!text.includes('https://example.org/runs/1')) throw new CheckFailure('It does not say where the figures are');
    rmSync(join(project.aside, 'remote-of-the-change'), { recursive: true });
    rmSync(join(clone.folder, '.dvc/cache'), { recursive: true });
    rmSync(join(clone.folder, 'data/processed'), { recursive: true });
    await described(clone);
    const alone = readFileSync(join(clone.folder, REPORT), 'utf8');
    if (!/^> The remote does not have .*made the data again\. They are not those that dvc\.lock records/.test(alone))
      throw new CheckFailure(`It begins: ${alone.slice(0, 200)}`);
  },
};

/** Runs the script of the workflow. */
async function described(clone: Project): Promise<Project> {
  await succeed(clone, 'sh', ['.github/scripts/data_report.sh', 'https://example.org/runs/1']);
  return clone;
}

/** Takes one item of the first class away, as a new version of the processed data. */
async function leaveOut(clone: Project): Promise<void> {
  const lines = [
    'import numpy as np',
    'targets = np.load("data/processed/train_targets.npy")',
    'rows = np.load("data/processed/train_inputs.npy")',
    'index = int(np.argmin(targets))',
    'np.save("data/processed/train_targets.npy", np.delete(targets, index))',
    'np.save("data/processed/train_inputs.npy", np.delete(rows, index, axis=0))',
  ];
  await succeed(clone, 'dvc', ['unprotect', 'data/processed']);
  await succeed(clone, 'python', ['-c', lines.join('\n')]);
  await succeed(clone, 'dvc', ['commit', '--force', 'preprocess']);
  await succeed(clone, 'dvc', ['push', 'preprocess']);
}

/** Commits everything, and tells the paths that changed. */
async function commitAll(clone: Project, message: string): Promise<readonly string[]> {
  await succeed(clone, 'git', ['add', '--all']);
  await succeed(clone, 'git', [...IDENTITY, 'commit', '--quiet', '--message', message]);
  const { stdout } = await succeed(clone, 'git', ['show', '--pretty=', '--name-only', 'HEAD']);
  return stdout.split('\n').filter((path) => path !== '');
}

/** What the workflow starts for, as GitHub reads it. */
function pathsOf({ folder }: Project): readonly RegExp[] {
  const workflow = parse(readFileSync(join(folder, WORKFLOW), 'utf8')) as { on: { pull_request: { paths: readonly string[] } } };
  const asPattern = (path: string): string =>
    path
      .replaceAll('.', '\\.')
      .replace(/^\*\*\//, '(?:.*/)?')
      .replace(/\/\*\*$/, '/.*')
      .replaceAll(/(?<![.)])\*/g, '[^/]*');
  return workflow.on.pull_request.paths.map((path) => new RegExp(`^${asPattern(path)}$`));
}

/** The items of each class in the raw folder: images in its folder, or rows with its name. */
async function countRaw(clone: Project): Promise<Record<string, number>> {
  const raw = join(clone.folder, 'data/raw');
  const [table] = readdirSync(raw).filter((name) => name.endsWith('.csv'));
  const count: Record<string, number> = {};
  if (table === undefined) {
    for (const name of readdirSync(raw).filter((one) => !one.startsWith('.'))) count[name] = readdirSync(join(raw, name)).length;
  } else {
    const code = 'import csv, sys\nfor row in list(csv.reader(open(sys.argv[1])))[1:]: print(row[-1])';
    const { stdout } = await succeed(clone, 'python', ['-c', code, join(raw, table)]);
    for (const name of stdout.trim().split('\n')) count[name] = (count[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(count).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The items of each class in the report. */
function countsIn({ folder }: Project): Record<string, number> {
  const text = readFileSync(join(folder, REPORT), 'utf8').split('### Values')[0] ?? '';
  const rows = [...text.matchAll(/^\| `(.*?)` \| [\d,]+ \| [\d,]+ \| ([\d,]+) \|/gm)];
  return Object.fromEntries(rows.map(([, name = '', count = '']) => [name, Number(count.replaceAll(',', ''))]));
}

function hasReport(project: Project): boolean {
  return isTriedByData(project) && has(project, WORKFLOW);
}

export const DATA_CHANGE_CHECKS: readonly Check[] = [counts, starts, compares];
