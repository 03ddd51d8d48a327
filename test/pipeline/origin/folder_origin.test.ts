import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countsOf, folderAt } from '../../../generators/pipeline/origin/folder_origin.js';
import { groundOf, guidedProject } from './course.js';

test('a folder has each of its files with what became of it', async () => {
  const scratch = await guidedProject();
  scratch.write('src/demo/train.py', 'x = 1\n');
  scratch.write('src/demo/mine.py', 'x = 1\n');
  scratch.write('srcs/other.py', 'x = 1\n');
  rmSync(join(scratch.root, 'src/demo/api.py'));
  const origin = folderAt('src', await groundOf(scratch));
  expect(origin?.files).toEqual([
    { path: 'src/demo/api.py', state: 'deleted' },
    { path: 'src/demo/mine.py', state: 'own' },
    { path: 'src/demo/train.py', state: 'edited' },
  ]);
  expect(origin?.counts).toEqual({ deleted: 1, own: 1, edited: 1 });
});

test('the project as a whole has its records, what was moved, and nothing that git ignores', async () => {
  const scratch = await guidedProject();
  scratch.write('.gitignore', 'secret\n');
  scratch.write('secret', '');
  renameSync(join(scratch.root, 'src/demo'), join(scratch.root, 'src/birds'));
  const origin = folderAt('', await groundOf(scratch));
  const states = new Map(origin?.files.map(({ path, state }) => [path, state]));
  expect([states.get('src/birds/api.py'), states.get('.yo-rc.json'), states.has('secret')]).toEqual(['moved', 'record', false]);
  expect(states.has('src/demo/api.py')).toBe(false);
});

test('a folder that is not there, and in which nothing was generated, is none', async () => {
  expect(folderAt('nothing', await groundOf(await guidedProject('minimal')))).toBeUndefined();
});

test('files are counted by what became of them', () => {
  expect(countsOf([])).toEqual({});
  expect(
    countsOf([
      { path: 'a', state: 'own' },
      { path: 'b', state: 'own' },
    ]),
  ).toEqual({ own: 2 });
});
