import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Finished, mlops } from './doors.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { giveToUser } from './user.js';
import { isThere, makeFolder, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

const MARKERS = /^<{7} .*\n[\s\S]*\n={7}\n[\s\S]*\n>{7} /m;

function generate(cwd: string, ...words: string[]): Promise<Finished> {
  return mlops(['new', ...QUICK, '--name', 'Demo', '--tasks', 'minimal', ...words], { cwd });
}

function inConflict(finished: Finished, path: string): void {
  expect(finished, finished.stderr).toMatchObject({ code: 2 });
  expect(finished.stdout).toMatch(new RegExp(`in conflict +${path.replaceAll('.', '\\.')}`));
}

test('files of the person stay as they are', async () => {
  const cwd = makeFolder();
  const mine = {
    'notes.txt': 'mine',
    'src/old/model.py': 'x = 1',
    'data/raw/table.csv': 'a,b\n',
    '.gitignore': 'my-secret\n',
  };
  writeFiles(cwd, mine);
  succeeded(await generate(cwd));
  for (const [path, text] of Object.entries(mine)) expect(read(cwd, path)).toContain(text);
  expect(read(cwd, '.gitignore').split('\n')).toContain('my-secret');
  expect(read(cwd, '.gitignore').split('\n').length).toBeGreaterThan(5);
});

test('a README that was there stays theirs, and is no conflict', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'README.md': '# Mine\n' });
  const { stdout } = succeeded(await generate(cwd));
  expect(read(cwd, 'README.md')).toBe('# Mine\n');
  expect(stdout).toMatch(/kept as yours +README\.md/);
});

test('where both say something at one place both stand between markers, and the status is 2', async () => {
  const cwd = makeFolder();
  const mine = '[project]\nname = "mine"\n';
  writeFiles(cwd, { 'pyproject.toml': mine });
  inConflict(await generate(cwd), 'pyproject.toml');
  expect(read(cwd, 'pyproject.toml')).toMatch(MARKERS);
  expect(read(cwd, 'pyproject.toml')).toContain('name = "mine"');
  expect(isThere(cwd, 'src/demo/__init__.py')).toBe(true);
  const before = touchedSnapshot(cwd);
  await generate(cwd);
  expect(touchedSnapshot(cwd)).toEqual(before);
});

test('--on-conflict decides: mine, generated, or stop before anything is written', async () => {
  const mine = '[project]\nname = "mine"\n';
  const [stop, keep, take] = [makeFolder(), makeFolder(), makeFolder()];
  for (const cwd of [stop, keep, take]) writeFiles(cwd, { 'pyproject.toml': mine });
  const before = touchedSnapshot(stop);
  refused(await generate(stop, '--on-conflict', 'stop'), /pyproject\.toml.*--on-conflict/);
  expect(touchedSnapshot(stop)).toEqual(before);
  await generate(keep, '--on-conflict', 'mine');
  expect(read(keep, 'pyproject.toml')).toContain(mine);
  expect(read(keep, 'pyproject.toml')).toContain('[build-system]');
  expect(read(keep, 'pyproject.toml')).not.toMatch(/name = "demo"|<<<<<<<|>>>>>>>/);
  await generate(take, '--on-conflict=generated');
  expect(read(take, 'pyproject.toml')).not.toMatch(/mine|<<<<<<<|>>>>>>>/);
});

test('a link in the way is kept and never followed: ours goes beside it', async () => {
  const cwd = makeFolder();
  const outside = makeFolder();
  writeFiles(outside, { 'pyproject.toml': 'outside', 'src/kept.py': 'x = 1\n' });
  symlinkSync(join(outside, 'pyproject.toml'), join(cwd, 'pyproject.toml'));
  symlinkSync(join(outside, 'src'), join(cwd, 'src'));
  symlinkSync('/nowhere/at/all', join(cwd, '.gitattributes'));
  const before = snapshot(outside);
  inConflict(await generate(cwd), 'pyproject.toml');
  expect(snapshot(outside)).toEqual(before);
  expect(snapshot(cwd)).toMatchObject({
    'pyproject.toml': expect.stringMatching(/^link /),
    src: expect.stringMatching(/^link /),
    '.gitattributes': expect.stringMatching(/^link /),
    'pyproject.toml.generated': expect.stringMatching(/^file /),
    'src.generated/demo/__init__.py': expect.stringMatching(/^file /),
    '.gitattributes.generated': expect.stringMatching(/^file /),
  });
});

test('a file in the place of a folder, and a folder in the place of a file, are kept', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { src: 'a file', 'pyproject.toml/inside.txt': 'mine', 'pyproject.toml.generated': 'older' });
  inConflict(await generate(cwd), 'pyproject.toml');
  expect(read(cwd, 'src')).toBe('a file');
  expect(read(cwd, 'pyproject.toml/inside.txt')).toBe('mine');
  expect(read(cwd, 'pyproject.toml.generated')).toBe('older');
  expect(read(cwd, 'pyproject.toml.generated.1')).toContain('[project]');
  expect(isThere(cwd, 'src.generated/demo/__init__.py')).toBe(true);
});

test('the same name in other letters is in the way too', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'PyProject.toml': 'mine' });
  const finished = await generate(cwd);
  expect(finished).toMatchObject({ code: 2 });
  expect(read(cwd, 'PyProject.toml')).toBe('mine');
  expect(isThere(cwd, 'pyproject.toml')).toBe(false);
  expect(read(cwd, 'PyProject.toml.generated')).toContain('[project]');
});

test('a file that cannot be read is refused before anything is written', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'pyproject.toml': 'mine' });
  chmodSync(join(cwd, 'pyproject.toml'), 0o000);
  refused(await generate(cwd), /pyproject\.toml/);
  chmodSync(join(cwd, 'pyproject.toml'), 0o600);
  expect(Object.keys(snapshot(cwd))).toEqual(['pyproject.toml']);
});

test('a folder that cannot be written to stays as it was', async () => {
  const cwd = makeFolder();
  mkdirSync(join(cwd, 'locked'));
  giveToUser(cwd);
  chmodSync(join(cwd, 'locked'), 0o555);
  refused(await generate(cwd, 'locked'), /locked/);
  refused(await generate(cwd, 'locked/below'), /locked/);
  expect(Object.keys(snapshot(cwd))).toEqual(['locked']);
});

test('a file in the place of the project is refused', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { demo: 'a file' });
  refused(await generate(cwd, 'demo'), /demo is a file/);
  refused(await generate(cwd, 'demo/below'), /demo/);
  expect(read(cwd, 'demo')).toBe('a file');
});
