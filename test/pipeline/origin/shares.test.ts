import { expect, test } from 'vitest';
import { sharesOf } from '../../../generators/pipeline/origin/shares.js';
import { groundOf, guidedProject, packFile } from './course.js';

test('a shared file names the stages that put something into it, and what', async () => {
  const ground = await groundOf(await guidedProject());
  expect(sharesOf(packFile(ground, 'GUIDE.md'), ground.plan)).toEqual([
    { stage: 'docker', how: ['records', 'lines'] },
    { stage: 'api', how: ['part', 'lines'], template: 'api/parts/GUIDE.md' },
  ]);
});

test('a stage that is off puts nothing into it, and a plain file is shared by nobody', async () => {
  const ground = await groundOf(await guidedProject('minimal'));
  expect(sharesOf(packFile(ground, 'GUIDE.md'), ground.plan)).toEqual([]);
  expect(sharesOf(packFile(ground, 'LICENSE'), ground.plan)).toEqual([]);
});
