import { expect, test } from 'vitest';
import { outcomes, Scratch } from '../run/scratch.js';

test('a new project gets everything that the pack offers, unless somebody says how far to go', async () => {
  const scratch = new Scratch();
  await scratch.new('everything', { tasks: undefined, 'gcp-project': 'birds' });
  expect(scratch.read('deploy.sh')).toBe('true\n');
  const other = new Scratch();
  await other.new('minimal');
  expect(() => other.read('deploy.sh')).toThrow('ENOENT');
});

test('in a project it changes an answer, and leaves the tasks as they are', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const result = await scratch.result('new', [], { name: 'Birds' });
  expect(outcomes(result)).toEqual({ 'README.md': 'updated' });
  expect(scratch.read('README.md')).toBe('# Birds\n');
  expect(result.tasks.on).toEqual(['repository', 'training']);
});

test('in a folder that holds files already it merges, and overwrites none', async () => {
  const scratch = new Scratch();
  scratch.write('LICENSE', 'Ours alone\n');
  await scratch.new('minimal');
  expect(scratch.read('LICENSE')).toContain('Ours alone\n');
});
