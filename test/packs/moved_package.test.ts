import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { outcomes, Scratch } from '../pipeline/run/scratch.js';

/** A project of the shipped pack in which a person has renamed the package, in its own files and in pyproject.toml. */
async function renamedProject(): Promise<Scratch> {
  const scratch = new Scratch(newestPack().pack);
  await scratch.new('week1', { package: 'birds' });
  renameSync(join(scratch.root, 'src/birds'), join(scratch.root, 'src/catnet'));
  const paths = readdirSync(join(scratch.root, 'src/catnet'), { recursive: true, encoding: 'utf8' });
  const modules = paths.filter((path) => path.endsWith('.py')).map((path) => `src/catnet/${path}`);
  for (const path of [...modules, 'pyproject.toml']) scratch.write(path, scratch.read(path).replaceAll(/\bbirds\b/g, 'catnet'));
  scratch.write('src/catnet/model.py', `${scratch.read('src/catnet/model.py')}\nOURS = 1\n`);
  return scratch;
}

test('a package that people renamed is merged with its new name, without a conflict or a lost line', async () => {
  const scratch = await renamedProject();
  expect((await scratch.run('add', ['api'])).refusal).toContain('mlops new --package catnet');
  const renamed = await scratch.result('new', [], { package: 'catnet' });
  expect(renamed.exitCode).toBe(0);
  const added = await scratch.result('add', ['api', 'logging']);
  expect(added.exitCode).toBe(0);
  expect(outcomes(added)).toMatchObject({ 'src/catnet/api.py': 'new', 'src/catnet/plugins.py': 'updated' });
  expect(scratch.read('src/catnet/model.py')).toContain('OURS = 1');
  expect(existsSync(join(scratch.root, 'src/birds'))).toBe(false);
});

test('and so it is where the same command adds something', async () => {
  const scratch = await renamedProject();
  const { exitCode, changes } = await scratch.result('add', ['api'], { package: 'catnet' });
  expect([exitCode, changes.filter(({ outcome }) => outcome === 'conflict')]).toEqual([0, []]);
  expect(scratch.read('src/catnet/plugins.py')).not.toContain('birds');
});
