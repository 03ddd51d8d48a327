import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { filesIn, snapshot } from './snapshot.js';
import { isThere, makeFolder, QUICK, read, recorded, succeeded, writeFiles } from './workspace.js';

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
  for (const name of ['Ada\'s  "best" project', 'Æbleskiver på øen', '项目', '-x', '$(touch x)', 'a;b&c']) {
    const options = [...QUICK, '--tasks', 'minimal'];
    succeeded(await mlops(['new', ...(name.startsWith('-') ? [...options, '--', name] : [name, ...options])], { cwd }));
    expect(recorded(join(cwd, name)).answers['name']?.value).toBe(name);
  }
  expect(isThere(cwd, 'x')).toBe(false);
});

test('each week holds what the one before it holds', async () => {
  const cwd = makeFolder();
  const weeks = ['minimal', 'week1', 'week2', 'week3', 'everything'];
  for (const week of weeks) succeeded(await mlops(['new', `${week}/demo`, ...QUICK, '--tasks', week], { cwd }));
  const lists = weeks.map((week) => filesIn(join(cwd, week), ['.git', '.mlops']));
  // Lightning brings a loop in the place of ours.
  const isLoop = (path: string): boolean => path.endsWith('/loop.py');
  for (const [index, list] of lists.entries())
    expect(lists[index + 1] ?? list).toEqual(expect.arrayContaining(list.filter((path) => !isLoop(path))));
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
