import { expect, test } from 'vitest';
import { whyCommand } from '../../../generators/pipeline/commands/why.js';
import { Scratch } from '../run/scratch.js';

test('says what it is, by examples that call it', () => {
  expect(whyCommand.examples.every((example) => example.startsWith('mlops why '))).toBe(true);
});

test('explains a file of the project around the current folder', async () => {
  const scratch = new Scratch();
  await scratch.new('docker');
  expect((await scratch.run('why', ['Dockerfile'])).out).toMatch(/^Dockerfile is unchanged since it was generated\.\n/);
});

test.each<[readonly string[], object, RegExp]>([
  [[], {}, /^mlops why needs a file, a folder or a code\. Name it: mlops why tasks\.py:12\.$/],
  [[''], {}, /^The name of a file, a folder or a code is empty\. /],
  [['a', 'b'], {}, /^"b" is an unexpected word\. mlops why takes a file, a folder or a code; /],
  [['a'], { plan: true }, /^--plan is an option of .*, not of mlops why\. Leave it out\.$/],
  [['a'], { manager: 'uv' }, /^mlops why only reads, so it takes no --manager\. Leave it out\.$/],
  [['a'], { into: '' }, /^The folder has no name\. /],
])('mlops why %j %j is refused', async (words, values, says) => {
  const { refusal, exitCode } = await new Scratch().run('why', [...words], { ...values });
  expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
});
