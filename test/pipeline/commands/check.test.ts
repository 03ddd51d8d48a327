import { expect, test } from 'vitest';
import { checkCommand } from '../../../generators/pipeline/commands/check.js';
import { CHECKED } from '../progress/course.js';
import { Scratch } from '../run/scratch.js';

test('says what it is, by examples that call it', () => {
  expect(checkCommand.examples.every((example) => example.startsWith('mlops check'))).toBe(true);
});

test.each<[readonly string[], object, RegExp]>([
  [['a', 'b'], {}, /^"b" is an unexpected word\. mlops check takes one folder/],
  [['.'], { plan: true }, /^--plan is an option of mlops .*, not of mlops check\. Leave it out\.$/],
  [['.'], { name: 'x' }, /^mlops check only reads, so it takes no --name\. Leave it out\.$/],
  [['.'], { timeout: 'soon', run: true }, /^--timeout cannot be "soon"\. Give it whole seconds, such as --timeout 600\.$/],
  [['.'], { json: true, markdown: true }, /^--json and --markdown /],
  [['.'], { trust: true }, /^--trust /],
  [['.'], { declare: ['nothing=x'] }, /^There is no task of the checklist "nothing"/],
  [['.'], { aside: ['no-such-code=x'] }, /no-such-code/],
])('mlops check %j %j is refused, and nothing is printed', async (words, values, says) => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('minimal');
  const { refusal, exitCode, out } = await scratch.run('check', [...words], { ...values });
  expect([exitCode, out, refusal]).toEqual([1, '', expect.stringMatching(says)]);
});
