import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Scratch } from './scratch.js';

test('settings of other generators stay in the record, and alone are left when the project goes', async () => {
  const scratch = new Scratch();
  scratch.write('.yo-rc.json', '{\n    "generator-other": { "a": 1 }\n}\n');
  await scratch.new('minimal');
  expect(JSON.parse(scratch.read('.yo-rc.json'))).toMatchObject({
    'generator-other': { a: 1 },
    'generator-mlops': { pack: { id: 'small' } },
  });
  await scratch.result('undo', [], { yes: true });
  expect(JSON.parse(scratch.read('.yo-rc.json'))).toEqual({ 'generator-other': { a: 1 } });
  expect(readdirSync(join(scratch.root, '.mlops'))).toEqual(['history']);
});

test('every task is recorded, asked for or not, so that git merges the choices of two people', async () => {
  const scratch = new Scratch();
  await scratch.new('docker');
  const { tasks } = JSON.parse(scratch.read('.yo-rc.json'))['generator-mlops'];
  expect(tasks).toMatchObject({ repository: { asked: true }, dockerfiles: { asked: true }, inference: { asked: false } });
});

test('a step is called as a person would say it', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker', 'api']);
  expect((await scratch.result('undo')).turned).toBe('add docker api');
  await scratch.result('docker');
  expect((await scratch.result('undo')).turned).toBe('docker');
});
