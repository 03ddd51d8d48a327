import { expect, test } from 'vitest';
import { checkCommand } from '../../../generators/pipeline/commands/check.js';
import { Scratch } from '../run/scratch.js';

test('says what it is, by examples that call it', () => {
  expect(checkCommand.examples.every((example) => example.startsWith('mlops check'))).toBe(true);
});

test('shows how far the project around the current folder is', async () => {
  const scratch = new Scratch();
  await scratch.new('docker');
  const { out, exitCode } = await scratch.run('check');
  expect(out).toMatch(/^Week 1 .* of \d+$/m);
  expect(exitCode).toBe(0);
});

test.each<[readonly string[], object, RegExp]>([
  [['nowhere'], {}, /^There is no folder .*nowhere\. Name one that is there\.$/],
  [['a', 'b'], {}, /^"b" is an unexpected word\. /],
  [[], { trust: true }, /^--trust means nothing without --run\. Add --run, or leave it out\.$/],
  [[], { json: true, markdown: true }, /^--json and --markdown are two forms of the same\. Take one of them\.$/],
  [[], { plan: true }, /^--plan is an option of .*, not of mlops check\. Leave it out\.$/],
])('mlops check %j %j is refused', async (words, values, says) => {
  const { refusal, exitCode } = await new Scratch().run('check', [...words], { ...values });
  expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
});
