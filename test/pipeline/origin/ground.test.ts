import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packFileAt, readGround, renderedPathOf } from '../../../generators/pipeline/origin/ground.js';
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from '../run/scratch.js';
import { groundOf, guidedProject } from './course.js';

test('a project is known as it was generated, and reading it changes nothing', async () => {
  const scratch = await guidedProject();
  const before = snapshot(scratch.root, { times: true });
  const ground = await groundOf(scratch);
  expect(ground.rendered.get('src/demo/api.py')?.bytes.toString()).toBe('APP = 1\n');
  expect(packFileAt('src/demo/api.py', ground.plan)?.origin).toBe('api/files/src/pkgname/api.py');
  expect(packFileAt('mine.py', ground.plan)).toBeUndefined();
  expect(ground.moves.size).toBe(0);
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
});

test('a path is where something was rendered, or where the person moved it', () => {
  const rendered = new Map([['a', { kind: 'file', bytes: Buffer.from(''), executable: false } as const]]);
  expect(renderedPathOf('a', { rendered, moves: new Map() })).toBe('a');
  expect(renderedPathOf('b', { rendered, moves: new Map([['a', 'b']]) })).toBe('a');
  expect(renderedPathOf('b', { rendered, moves: new Map() })).toBeUndefined();
});

test('a folder without a project is refused, and one that a command is writing in', async () => {
  const { folder } = new Scratch();
  await expect(readGround(folder)).rejects.toThrow(`There is no project in ${folder}. `);
  const scratch = await guidedProject('minimal');
  scratch.write(join('.mlops/lock', 'holder.json'), '{}');
  await expect(groundOf(scratch)).rejects.toThrow('A command is writing here, or was interrupted while writing. ');
});
