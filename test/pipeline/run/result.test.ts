import { expect, test } from 'vitest';
import { Scratch } from './scratch.js';

test('a task that nobody named is told with the one that needs it', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { tasks } = await scratch.result('add', ['image-trigger'], { 'gcp-project': 'birds' });
  expect(tasks.added).toEqual([{ slug: 'dockerfiles', because: 'image-trigger' }, { slug: 'image-trigger' }]);
  expect((await scratch.result('remove', ['image-trigger'])).tasks.removed).toEqual(['dockerfiles', 'image-trigger']);
});

test('the next steps are those of the stages that came now', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.result('add', ['docker'])).next).toEqual([{ command: 'docker build .', note: 'the image' }]);
  expect((await scratch.result('add', ['api'])).next).toEqual([]);
});

test('a conflict decides the exit code, and is counted', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write('Dockerfile', 'FROM mine\n');
  const { exitCode, counts } = await scratch.result('add', ['docker']);
  expect([exitCode, counts.conflict]).toEqual([2, 1]);
});
