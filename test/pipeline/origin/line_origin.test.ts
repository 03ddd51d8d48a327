import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileAt } from '../../../generators/pipeline/origin/file_origin.js';
import { type LineOrigin, lineOf } from '../../../generators/pipeline/origin/line_origin.js';
import type { Scratch } from '../run/scratch.js';
import { groundOf, guidedProject } from './course.js';

async function lineAt(scratch: Scratch, path: string, line: number): Promise<LineOrigin> {
  const ground = await groundOf(scratch);
  const file = fileAt(path, ground);
  if (file === undefined) throw new Error(`There is no ${path}`);
  return lineOf(file, line, ground);
}

test('a line of a stage of its own part names that part', async () => {
  const scratch = await guidedProject();
  const line = scratch.read('GUIDE.md').split('\n').indexOf('ask it') + 1;
  expect(await lineAt(scratch, 'GUIDE.md', line)).toMatchObject({
    text: 'ask it',
    state: 'generated',
    from: { template: 'api/parts/GUIDE.md', stage: 'project', tasks: [{ slug: 'inference' }], everywhere: false },
  });
});

test('a line that every project has says so, with the tasks of its file and the answer that decides it', async () => {
  expect(await lineAt(await guidedProject(), 'GUIDE.md', 2)).toMatchObject({
    text: 'uv sync',
    from: { tasks: [{ slug: 'repository' }], everywhere: true, answers: [{ flag: 'manager', not: ['pip'] }] },
  });
});

test('lines are found again between those of the person, and theirs say what stood there', async () => {
  const scratch = await guidedProject();
  scratch.write('GUIDE.md', scratch.read('GUIDE.md').replace('# How to\n', '# Our way\nfirst\n').replaceAll('\n', '\r\n'));
  expect(await lineAt(scratch, 'GUIDE.md', 1)).toMatchObject({ text: '# Our way', state: 'own', instead: ['# How to'] });
  expect(await lineAt(scratch, 'GUIDE.md', 4)).toMatchObject({ text: 'serve it', from: { tasks: [{ slug: 'inference' }] } });
  scratch.write('src/demo/api.py', 'APP = 1\nmine = 2\n');
  const added = await lineAt(scratch, 'src/demo/api.py', 2);
  expect([added.state, added.instead, added.from]).toEqual(['own', undefined, undefined]);
});

test('a line of a file of the person is theirs', async () => {
  const scratch = await guidedProject();
  scratch.write('mine.py', 'x = 1');
  expect(await lineAt(scratch, 'mine.py', 1)).toMatchObject({ state: 'own', text: 'x = 1' });
});

test.each([
  ['LICENSE', 9, 'LICENSE has 1 line, and no line 9. Name line 1.'],
  ['LICENSE', 0, 'LICENSE has 1 line, and no line 0. Name line 1.'],
  ['src/demo/train.py', 3, 'src/demo/train.py has 2 lines, and no line 3. Name one from 1 to 2.'],
  ['empty.py', 1, 'empty.py is empty, and has no line 1. Ask for the file, without a line.'],
  ['Dockerfile', 1, 'Dockerfile is deleted, and has no lines. Ask for the file: mlops why Dockerfile.'],
  ['image.png', 1, 'image.png is no text, and has no lines. Ask for the file, without a line.'],
])('%s:%i is refused', async (path, line, says) => {
  const scratch = await guidedProject();
  scratch.write('empty.py', '');
  scratch.write('image.png', '\0');
  rmSync(join(scratch.root, 'Dockerfile'));
  await expect(lineAt(scratch, path, line)).rejects.toThrow(says);
});
