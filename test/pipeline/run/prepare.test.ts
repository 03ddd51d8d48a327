import { expect, test } from 'vitest';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { policyOf } from '../../../generators/pipeline/run/prepare.js';
import { COURSE, Scratch } from './scratch.js';

test('the policy of a path is what the later of two packs says', () => {
  const answers = { values: { name: 'Demo', package: 'demo' }, asked: ['repository', 'training'] };
  const once = makePlan(answers, COURSE);
  const plain = makePlan(answers, {
    ...COURSE,
    stages: COURSE.stages.map((stage) => ({ ...stage, files: stage.files.map((file) => ({ ...file, once: false })) })),
  });
  expect(policyOf([plain, once])('README.md')).toEqual({ once: true });
  expect(policyOf([once, plain])('README.md')).toEqual({ once: false });
  expect(policyOf([undefined, once])('src/demo/train.py')).toEqual({});
  expect(policyOf([once])('their_own.py')).toEqual({});
});

test('a run that asks for what is recorded changes nothing and records nothing', async () => {
  const scratch = new Scratch();
  await scratch.new('docker');
  const { recorded, changes, counts } = await scratch.result('add', ['docker']);
  expect({ recorded, changes, counts }).toEqual({ recorded: false, changes: [], counts: { unchanged: 4 } });
});
