import { expect, test } from 'vitest';
import { outcomes, Scratch } from '../run/scratch.js';

test('a stage comes to the project as it is now, with what its tasks need', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write('src/demo/train.py', 'def train():\n    return 1\n');
  const result = await scratch.result('add', ['docker']);
  expect(outcomes(result)).toEqual({ Dockerfile: 'new' });
  expect(result.tasks.added).toEqual([{ slug: 'dockerfiles' }, { slug: 'docker-build' }]);
  expect(scratch.read('src/demo/train.py')).toBe('def train():\n    return 1\n');
});

test('what a stage leaves out is named with what it needs, each time, and comes with the command that is told', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal,12');
  const { tasks } = await scratch.result('add', ['Deploy'], { 'gcp-project': 'mine' });
  expect(tasks.leftOut).toEqual([{ slug: 'service', id: 35, needs: ['inference'] }]);
  for (const words of [['add', 'deploy'], ['deploy']]) {
    const [command = '', ...what] = words;
    expect((await scratch.run(command, what)).out).toContain('  service needs inference: mlops add 35\n');
  }
  await scratch.result('add', ['35']);
  expect((await scratch.result('add', ['deploy'])).tasks).not.toHaveProperty('leftOut');
});

test('a stage that was not named leaves nothing out', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal,12');
  expect((await scratch.result('add', ['31'], { 'gcp-project': 'mine' })).tasks).not.toHaveProperty('leftOut');
  expect((await scratch.result('new', [], { description: 'Other' })).tasks).not.toHaveProperty('leftOut');
});

test("a stage's own command is an add, and can be told a folder", async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.result('api', [scratch.root])).command).toBe('api');
  expect(scratch.read('src/demo/api.py')).toBe('APP = 1\n');
});

test('twice is once', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker']);
  expect((await scratch.result('add', ['docker'])).recorded).toBe(false);
});

test('without a word it says what it wants', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.run('add')).refusal).toMatch(/^mlops add needs something to add\. Name stages or tasks: mlops add api/);
});
