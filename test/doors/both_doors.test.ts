import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../generators/pipeline/commands/table.js';
import { shippedStages } from '../support/stages.js';
import { cleanEnvironment, type Finished, mlops, yo } from './doors.js';
import { snapshot } from './snapshot.js';
import { USER } from './user.js';
import { edit, isThere, makeFolder, minimalProject, QUICK, refused, succeeded, writeFiles } from './workspace.js';

// yo starts in seconds, the binary in tenths: here stands what only yo can show. The bytes show that it is the same run.

const FLAGS = [
  '--name',
  '007',
  '--description',
  '1.50',
  '--author',
  '42',
  '--author',
  'true',
  '--python',
  '3.13',
  '--manager=pip',
  '--tasks',
  'week1,api',
];

/** Runs the same words through both doors in two folders that look the same. */
async function both(words: readonly string[], input?: string): Promise<{ yo: Finished; mlops: Finished; folders: [string, string] }> {
  const folders: [string, string] = [makeFolder(), makeFolder()];
  const given = input === undefined ? {} : { input };
  return {
    yo: await yo(['mlops', ...words], { cwd: folders[0], ...given }),
    mlops: await mlops(['new', ...words], { cwd: folders[1], ...given }),
    folders,
  };
}

function sameBytes([left, right]: readonly [string, string]): void {
  expect(snapshot(left)).toEqual(snapshot(right));
}

function git(project: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: project, encoding: 'utf8', env: cleanEnvironment(), ...USER });
}

test('yo lists a generator for every command and stage', async () => {
  const { stdout } = succeeded(await yo(['--generators'], { cwd: makeFolder() }));
  const [, listed = ''] = /^ {2}mlops\n((?: {4}\S+\n)*)/m.exec(stdout) ?? [];
  // `new` is the generator itself.
  const commands = COMMANDS.map(({ name }) => name).filter((name) => name !== 'new');
  expect(listed.trim().split(/\s+/).sort()).toEqual([...commands, ...shippedStages()].sort());
});

test('both doors give the same bytes with --defaults, and the same first commit', async () => {
  const runs = await both(['demo', '--defaults', '--skip-install']);
  succeeded(runs.yo);
  succeeded(runs.mlops);
  const projects = runs.folders.map((folder) => join(folder, 'demo'));
  const [left = {}, right = {}] = projects.map((project) => snapshot(project, ['.git']));
  expect(left).toEqual(right);
  const [one, two] = projects.map((project) => git(project, 'rev-parse', 'main^{tree}'));
  expect(one).toBe(two);
});

test('both doors give the same bytes with flags that look like numbers and switches', async () => {
  const runs = await both(['demo', ...QUICK, ...FLAGS]);
  succeeded(runs.yo);
  sameBytes(runs.folders);
});

test('both doors read the same answers from standard input, and without a terminal neither asks', async () => {
  const runs = await both(
    ['demo', '--skip-git', '--skip-install', '--answers', '-'],
    'name: Grain\ntasks: [minimal, 33]\nauthor: [Ada, "Grace: H"]\n',
  );
  expect(succeeded(runs.yo).stdout).not.toContain('?');
  sameBytes(runs.folders);
});

test('a folder after a switch is the folder, not the value of the switch', async () => {
  const cwd = makeFolder();
  mkdirSync(join(cwd, 'here'));
  writeFiles(cwd, {});
  succeeded(
    await yo(['mlops', '--skip-git', '--skip-install', '--tasks', 'minimal', '--defaults', '../demo'], {
      cwd: join(cwd, 'here'),
    }),
  );
  expect(snapshot(join(cwd, 'here'))).toEqual({});
  expect(isThere(cwd, 'demo/pyproject.toml')).toBe(true);
});

test('yo in an empty folder makes the project there', async () => {
  const cwd = makeFolder();
  succeeded(await yo(['mlops', ...QUICK, '--name', 'Demo', '--tasks=minimal'], { cwd }));
  expect(isThere(cwd, 'src/demo/__init__.py')).toBe(true);
  expect(isThere(cwd, '.yo-rc.json')).toBe(true);
});

test('a stage and several things at once are added by both doors alike, also from a folder below', async () => {
  const projects = [await minimalProject(), await minimalProject()] as const;
  succeeded(await yo(['mlops:api', ...QUICK], { cwd: join(projects[0], 'src/demo') }));
  succeeded(await mlops(['api', ...QUICK], { cwd: join(projects[1], 'src/demo') }));
  sameBytes(projects);
  succeeded(await yo(['mlops:add', 'tests', '35', 'hydra', ...QUICK, '--into', projects[0]], { cwd: makeFolder() }));
  succeeded(await mlops(['add', 'tests', '35', 'hydra', ...QUICK, '--into', projects[1]], { cwd: makeFolder() }));
  sameBytes(projects);
  const again = succeeded(await yo(['mlops:add', ...QUICK, '35'], { cwd: projects[0] }));
  expect(again.stdout).toContain('Nothing to change');
  sameBytes(projects);
});

test('a stage named with another folder acts on that folder', async () => {
  const project = await minimalProject();
  succeeded(await yo(['mlops:quality', project, ...QUICK], { cwd: makeFolder() }));
  succeeded(await mlops(['quality', '--plan', project], { cwd: makeFolder() }));
  const { stdout } = succeeded(await mlops(['quality', project, ...QUICK], { cwd: makeFolder() }));
  expect(stdout).toContain('Nothing to change');
});

test('yo prints one JSON document and nothing else, and --plan writes nothing', async () => {
  const runs = await both(['demo', '--defaults', '--plan', '--json', '--tasks', 'minimal']);
  const [plan, other] = [runs.yo, runs.mlops].map(({ stdout }) => ({ ...(JSON.parse(stdout) as object), folder: '' }));
  expect(plan).toEqual(other);
  expect(snapshot(runs.folders[0])).toEqual({});
});

test.each([
  ['a bad package', ['mlops', 'demo', '--defaults', '--package', 'torch'], /torch/],
  ['an option that nobody knows', ['mlops', 'demo', '--defualts'], /no option --defualts.*--defaults/],
  ['an option without its value', ['mlops', 'demo', '--tasks'], /--tasks/],
  ['nothing to add', ['mlops:add', ...QUICK], /something to add/],
  ['a word too many', ['mlops:api', 'a', 'b'], /"b" is an unexpected word/],
] as const)('yo tells what is wrong in one line, with status 1 and nothing written: %s', async (_, words, says) => {
  const cwd = makeFolder();
  refused(await yo(words, { cwd }), says);
  expect(snapshot(cwd)).toEqual({});
});

test('a conflict has status 2 under yo too', async () => {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
  const finished = await yo(['mlops', project, ...QUICK, '--description', 'Theirs'], { cwd: makeFolder() });
  expect(finished).toMatchObject({ code: 2 });
  expect(finished.stdout).toMatch(/in conflict +pyproject\.toml/);
});

test('help under yo speaks of yo', async () => {
  const { stdout } = succeeded(await yo(['mlops', '--help'], { cwd: makeFolder() }));
  expect(stdout).toContain('yo mlops');
  expect(stdout).toContain('--package');
  expect(stdout).not.toMatch(/\bmlops new\b/);
});
