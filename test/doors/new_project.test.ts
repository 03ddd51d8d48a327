import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { filesIn, snapshot } from './snapshot.js';
import { isThere, makeFolder, QUICK, read, succeeded, writeFiles } from './workspace.js';

const FLAGS = {
  name: 'Digits & more',
  package: 'digits_more',
  description: 'We read digits: all of them.',
  author: ['Ada Lovelace', 'Grace "Amazing" Hopper'],
  email: 'group@example.org',
  manager: 'pip',
  python: '3.13',
  accelerator: 'cpu',
  license: 'Apache-2.0',
};
const TASKS = 'week1,api,21-22';

function flagWords(): string[] {
  const flags = Object.entries(FLAGS).flatMap(([flag, value]) => [value].flat().flatMap((item) => [`--${flag}`, item]));
  return [...flags, '--tasks', TASKS];
}

const YAML = `# Our group's answers
name: Digits & more
package: digits_more
description: "We read digits: all of them."
author:
  - Ada Lovelace
  - Grace "Amazing" Hopper
email: group@example.org
manager: pip
python: 3.13
accelerator: cpu
license: Apache-2.0
tasks: [week1, api, 21-22]
`;

function recorded(project: string): { answers: Record<string, { value: unknown }>; tasks: Record<string, { asked: boolean }> } {
  const all = JSON.parse(read(project, '.yo-rc.json')) as Record<string, ReturnType<typeof recorded>>;
  const own = all['generator-mlops'];
  if (own === undefined) throw new Error('nothing is recorded');
  return own;
}

test('without questions a project is made, named after its folder, and complete', async () => {
  const cwd = makeFolder();
  const { stderr } = succeeded(await mlops(['new', 'Crop Yield', ...QUICK], { cwd }));
  const project = join(cwd, 'Crop Yield');
  expect(stderr).toBe('');
  expect(recorded(project).answers['package']?.value).toBe('crop_yield');
  expect(filesIn(project)).toEqual(
    expect.arrayContaining(['.gitignore', '.mlops/pack', '.yo-rc.json', 'README.md', 'pyproject.toml', 'src/crop_yield/__init__.py']),
  );
  for (const path of filesIn(project).filter((name) => name !== '.mlops/pack')) {
    expect(read(project, path), path).not.toMatch(/pkgname|<%|\bundefined\b/);
  }
});

test('what flags say is recorded and stands in the files', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK, ...flagWords()], { cwd }));
  const { answers, tasks } = recorded(join(cwd, 'demo'));
  const { author, ...single } = FLAGS;
  for (const [name, value] of Object.entries({ ...single, authors: author })) expect(answers[name]?.value, name).toEqual(value);
  expect(tasks['fastapi-inference']?.asked).toBe(true);
  expect(tasks['coverage']?.asked).toBe(false);
  expect(isThere(join(cwd, 'demo'), 'src/digits_more/api.py')).toBe(true);
});

test('flags, a JSON file, a YAML file and standard input give the same bytes', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'answers.json': JSON.stringify({ ...FLAGS, tasks: TASKS.split(',') }), 'answers.yaml': YAML });
  succeeded(await mlops(['new', 'a/demo', ...QUICK, ...flagWords()], { cwd }));
  succeeded(await mlops(['new', 'b/demo', ...QUICK, '--answers', 'answers.json'], { cwd }));
  succeeded(await mlops(['new', 'c/demo', ...QUICK, '--answers=answers.yaml'], { cwd }));
  succeeded(await mlops(['new', 'd/demo', ...QUICK, '--answers', '-'], { cwd, input: YAML }));
  const [flags, ...files] = ['a', 'b', 'c', 'd'].map((folder) => snapshot(join(cwd, folder)));
  for (const file of files) expect(file).toEqual(flags);
});

test('a flag wins over the answers file', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK, '--answers', '-', '--manager', 'uv', '--tasks', 'minimal'], { cwd, input: YAML }));
  const { answers, tasks } = recorded(join(cwd, 'demo'));
  expect(answers['manager']?.value).toBe('uv');
  expect(answers['python']?.value).toBe('3.13');
  expect(tasks['fastapi-inference']?.asked).toBe(false);
});

test('without a terminal nothing is asked, also without --defaults', async () => {
  const cwd = makeFolder();
  const { stdout } = succeeded(await mlops(['new', 'a/demo', '--skip-git', '--skip-install'], { cwd }));
  succeeded(await mlops(['new', 'b/demo', ...QUICK], { cwd }));
  expect(stdout).not.toContain('?');
  expect(snapshot(join(cwd, 'a'))).toEqual(snapshot(join(cwd, 'b')));
});

test('the project is the current folder where none is named, and may be anywhere', async () => {
  const cwd = makeFolder();
  for (const folder of ['one/demo', 'two/deep']) mkdirSync(join(cwd, folder), { recursive: true });
  writeFiles(cwd, {});
  succeeded(await mlops(['new', ...QUICK], { cwd: join(cwd, 'one/demo') }));
  succeeded(await mlops(['new', '../demo', ...QUICK], { cwd: join(cwd, 'two/deep') }));
  succeeded(await mlops(['new', ...QUICK, '--into', join(cwd, 'three/not/yet/demo')], { cwd }));
  const here = snapshot(join(cwd, 'one/demo'));
  expect(snapshot(join(cwd, 'two/demo'))).toEqual(here);
  expect(snapshot(join(cwd, 'three/not/yet/demo'))).toEqual(here);
});

test('names of folders with blanks, quotes and letters of other languages are taken as they are', async () => {
  const cwd = makeFolder();
  for (const name of ["Ada's  \"best\" project", 'Æbleskiver på øen', '项目', '-x', '$(touch x)', 'a;b&c']) {
    const options = [...QUICK, '--tasks', 'minimal'];
    succeeded(await mlops(['new', ...(name.startsWith('-') ? [...options, '--', name] : [name, ...options])], { cwd }));
    expect(recorded(join(cwd, name)).answers['name']?.value).toBe(name);
  }
  expect(isThere(cwd, 'x')).toBe(false);
});

test('new in a project changes one answer and leaves the others', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK, '--answers', '-'], { cwd, input: YAML }));
  const project = join(cwd, 'demo');
  succeeded(await mlops(['new', ...QUICK, '--python', '3.11'], { cwd: project }));
  const changed = recorded(project);
  succeeded(await mlops(['new', 'at once/demo', ...QUICK, '--answers', '-', '--python=3.11'], { cwd, input: YAML }));
  expect(changed).toEqual(recorded(join(cwd, 'at once/demo')));
  expect(snapshot(project)).toEqual(snapshot(join(cwd, 'at once/demo')));
});

test('each week holds what the one before it holds', async () => {
  const cwd = makeFolder();
  const weeks = ['minimal', 'week1', 'week2', 'week3', 'everything'];
  for (const week of weeks) succeeded(await mlops(['new', `${week}/demo`, ...QUICK, '--tasks', week], { cwd }));
  const lists = weeks.map((week) => filesIn(join(cwd, week)));
  for (const [index, list] of lists.entries()) expect(lists[index + 1] ?? list).toEqual(expect.arrayContaining(list));
});

test('help and version say so and write nothing', async () => {
  const cwd = makeFolder();
  const bare = succeeded(await mlops([], { cwd }));
  const help = succeeded(await mlops(['--help'], { cwd }));
  expect(bare.stdout).toBe(help.stdout);
  for (const word of ['mlops new', '--defaults', '--answers', '--plan', '--package', '--author']) expect(help.stdout).toContain(word);
  expect(succeeded(await mlops(['new', '-h'], { cwd })).stdout).toContain('mlops new demo');
  expect(succeeded(await mlops(['api', '--help'], { cwd })).stdout).toContain('mlops api');
  expect(succeeded(await mlops(['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  expect(snapshot(cwd)).toEqual({});
});
