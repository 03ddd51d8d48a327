import { expect, test } from 'vitest';
import { lastLines, reasonOf } from '../../../generators/pipeline/checkup/output.js';

test('of what a command printed the last lines are shown, without what a terminal acts on', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
  expect(lastLines(lines).split('\n')).toHaveLength(12);
  expect(lastLines('\x1b[31mred\x1b[0m\r\n\n\x1b]0;title\x07\u202edone\n')).toBe('red\n\\u202edone');
  expect(lastLines('x'.repeat(500))).toHaveLength(160);
});

test.each([
  [
    'a test that failed',
    '.F\nE   assert 1 == 2\nFAILED tests/test_a.py::test_a - assert 1 == 2\n1 failed in 0.1s\n',
    /^FAILED tests\/test_a/,
  ],
  ['an exception', 'Traceback (most recent call last):\n  File "x.py"\nValueError: no\n', 'ValueError: no'],
  ['a task that there is not', "No idea what 'lint' is!\n", "No idea what 'lint' is!"],
  ['a check that could mend something', 'Found 2 errors.\n[*] 1 fixable with the `--fix` option.\n', 'Found 2 errors'],
  ['nothing', '\n', 'it printed nothing'],
])('the line that says most is taken: %s', (_, output, reason) => {
  expect(reasonOf(output)).toMatch(reason);
});
