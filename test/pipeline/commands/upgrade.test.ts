import { expect, test } from 'vitest';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
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

test('a corrected pack of the same revision stays, and that is said', async () => {
  const { pack } = newestPack();
  const scratch = new Scratch({ ...pack, title: 'Corrected by a teacher' });
  await scratch.new('minimal');
  const before = scratch.read('.yo-rc.json');
  const { out, err } = await scratch.run('upgrade');
  expect(out).toContain('Nothing to change');
  expect(err).toContain(`The project's pack ${pack.id}, revision ${pack.revision}, did not come with this generator`);
  expect(scratch.read('.yo-rc.json')).toBe(before);
});
