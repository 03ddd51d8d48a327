import { expect, test } from 'vitest';
import { auditCommand } from '../../../generators/pipeline/commands/audit.js';
import { Scratch } from '../run/scratch.js';

test('says what it is, by examples that call it', () => {
  expect(auditCommand.examples.every((example) => example.startsWith('mlops audit '))).toBe(true);
});

test.each<[readonly string[], object, string | RegExp]>([
  [[], {}, 'mlops audit needs folders of repositories, or a file that lists them. Name it: mlops audit groups.'],
  [['a', ''], {}, /^The name of one of them is empty\. /],
  [['.'], { plan: true }, /^--plan is an option of mlops new, .*, not of mlops audit\. Leave it out\.$/],
  [['.'], { into: 'x' }, /^--into is an option of /],
  [['.'], { html: '' }, /^The option --html has no value\. /],
  [['.'], { name: 'x' }, 'mlops audit only reads, so it takes no --name. Leave it out.'],
])('mlops audit %j %j is refused', async (words, values, says) => {
  const { refusal, exitCode } = await new Scratch().run('audit', [...words], { ...values });
  expect([exitCode, refusal]).toEqual([1, typeof says === 'string' ? says : expect.stringMatching(says)]);
});
