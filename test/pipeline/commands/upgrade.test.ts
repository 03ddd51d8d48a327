import { expect, test } from 'vitest';
import { task } from '../pack/fixture.js';
import { COURSE, outcomes, Scratch } from '../run/scratch.js';

const CORRECTED = {
  ...COURSE,
  revision: 2,
  tasks: [...COURSE.tasks, task('linting', { stage: 'project' })],
  stages: COURSE.stages.map((stage) => ({
    ...stage,
    files: stage.files.map((file) => ({ ...file, content: file.content.replace('MIT', 'MIT 2') })),
  })),
};

test('the project moves to another revision, with its own lines, its answers and its tasks', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write('src/demo/train.py', '"""Mine."""\n');
  const pack = scratch.putPack('corrected.pack', CORRECTED);
  const result = await scratch.result('upgrade', [], { pack });
  expect(outcomes(result)).toEqual({ LICENSE: 'updated' });
  expect(result.tasks.on).toEqual(['repository', 'training']);
  expect(result.news?.newTasks.map(({ slug }) => slug)).toEqual(['linting']);
  expect(scratch.read('src/demo/train.py')).toBe('"""Mine."""\n');
});

test('no other command moves a project', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const pack = scratch.putPack('corrected.pack', CORRECTED);
  expect((await scratch.run('add', ['docker'], { pack })).refusal).toContain('no command but upgrade changes it');
});
