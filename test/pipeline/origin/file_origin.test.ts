import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileAt, isRecord } from '../../../generators/pipeline/origin/file_origin.js';
import type { Scratch } from '../run/scratch.js';
import { groundOf, guidedProject } from './course.js';

const originOf = async (scratch: Scratch, path: string) => fileAt(path, await groundOf(scratch))?.origin;

test('an untouched file says where it comes from', async () => {
  expect(await originOf(await guidedProject(), 'compose.yaml')).toMatchObject({
    state: 'unchanged',
    pack: { id: 'small', revision: 1 },
    from: {
      template: 'docker/files/compose.yaml',
      stage: { id: 'docker' },
      tasks: [{ slug: 'docker-build', id: 13 }],
      when: "tasks.includes('docker-build')",
      once: false,
      shares: [],
    },
  });
});

test('an edited file shows what the person changed, also with the line ends of Windows', async () => {
  const scratch = await guidedProject();
  scratch.write('src/demo/train.py', 'def train():\r\n    return 1\r\n');
  scratch.write('README.md', '# Ours\n');
  expect(await originOf(scratch, 'src/demo/train.py')).toMatchObject({
    state: 'edited',
    crlf: true,
    patch: expect.stringMatching(/^--- a\/src.*\n\+\+\+ b\/src.*\n@@ -1,2 \+1,2 @@\n def train.*\r\n- {4}pass\r\n\+ {4}return 1\r\n$/),
  });
  expect(await originOf(scratch, 'README.md')).toMatchObject({ state: 'edited', from: { once: true } });
});

test('a file is found where it was moved to, by its new place and by its old one', async () => {
  const scratch = await guidedProject();
  renameSync(join(scratch.root, 'src/demo'), join(scratch.root, 'src/birds'));
  const moved = { state: 'moved', path: 'src/birds/api.py', from: { path: 'src/demo/api.py' } };
  expect(await originOf(scratch, 'src/birds/api.py')).toMatchObject(moved);
  expect(await originOf(scratch, 'src/demo/api.py')).toMatchObject(moved);
});

test('a deleted file is still known, and one behind a link or of the person is theirs', async () => {
  const scratch = await guidedProject();
  rmSync(join(scratch.root, 'LICENSE'));
  scratch.write('mine.py', 'x = 1\n');
  mkdirSync(join(scratch.folder, 'outside'));
  symlinkSync(join(scratch.folder, 'outside'), join(scratch.root, 'linked'));
  expect(await originOf(scratch, 'LICENSE')).toMatchObject({ state: 'deleted', from: { template: 'project/files/LICENSE' } });
  expect(await originOf(scratch, 'mine.py')).toMatchObject({ state: 'own' });
  expect(await originOf(scratch, 'linked')).toMatchObject({ state: 'own' });
  expect(await originOf(scratch, 'src')).toBeUndefined();
  expect(await originOf(scratch, 'nothing')).toBeUndefined();
});

test('what the generator keeps for itself is told from what is yours', async () => {
  expect(await originOf(await guidedProject(), '.yo-rc.json')).toMatchObject({ state: 'record' });
  expect(['.mlops/pack', 'uv.lock', 'src/uv.lock'].map(isRecord)).toEqual([true, true, false]);
});
