import { expect, test } from 'vitest';
import { answersOfLine, keepsLine, tasksOfLine } from '../../../generators/pipeline/origin/line_cause.js';
import { variantsOf } from '../../../generators/pipeline/origin/variants.js';
import { groundOf, guidedProject, packFile } from './course.js';

test('a line is kept by a text that has it in the same surroundings', () => {
  const keeps = keepsLine('a\nb\nc\n', 1);
  expect(['a\nb\nc\n', 'b\nc\n', 'a\nc\n', 'a\nB\nc\n', undefined].map(keeps)).toEqual([true, true, false, false, false]);
});

test.each([
  ['# How to', []],
  ['serve it', ['inference']],
  ['docker build .', ['dockerfiles']],
  ['in a box', ['dockerfiles']],
  ['ask it', ['inference']],
])('the line "%s" is brought by %j', async (line, tasks) => {
  const ground = await groundOf(await guidedProject());
  const variants = variantsOf(packFile(ground, 'GUIDE.md'), ground);
  const keeps = keepsLine(variants.now, variants.now.split('\n').indexOf(line));
  expect(tasksOfLine(ground.plan, variants, keeps).map(({ slug }) => slug)).toEqual(tasks);
});

test('an answer decides a line that another choice takes away', async () => {
  const ground = await groundOf(await guidedProject());
  const variants = variantsOf(packFile(ground, 'GUIDE.md'), ground);
  const of = (line: number) => answersOfLine(ground.plan, variants, keepsLine(variants.now, line));
  expect(of(0)).toEqual([]);
  expect(of(1)).toEqual([{ flag: 'manager', value: 'uv', not: ['pip'] }]);
});
