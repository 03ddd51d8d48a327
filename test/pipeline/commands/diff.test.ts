import { expect, test } from 'vitest';
import { diffCommand } from '../../../generators/pipeline/commands/diff.js';
import { Scratch } from '../run/scratch.js';

test('says what it is, by examples that call it', () => {
  expect(diffCommand.examples.every((example) => example.startsWith('mlops diff '))).toBe(true);
});

test.each<[readonly string[], object, string | RegExp]>([
  [[], {}, /^mlops diff needs something to diff\. /],
  [['hdra'], {}, /^There is no preset, stage or task "hdra"\./],
  [['hydra'], { from: 'week9' }, /^There is no preset, stage or task "week9"\./],
  [['hydra'], { plan: true }, /^--plan is an option of mlops new, .*, not of mlops diff\. Leave it out\.$/],
])('mlops diff %j %j is refused', async (words, values, says) => {
  const { refusal, exitCode } = await new Scratch().run('diff', [...words], { ...values });
  expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
});
