import { expect, test } from 'vitest';
import { findingLines } from '../../../generators/pipeline/progress/finding_text.js';
import { terminal } from '../terminal_stub.js';

const FINDING = {
  code: 'empty-file',
  severity: 'warning',
  path: 'a',
  values: {},
  sentence: 'a has\u001b[2J nothing',
  command: 'git rm a',
} as const;

test('a finding is told with what mends it, and in full with the code that mlops why explains', () => {
  expect(findingLines(FINDING, false, terminal())).toEqual(['  a has\\u001b[2J nothing.', '    git rm a']);
  expect(findingLines(FINDING, true, terminal(), 4)).toEqual(['    a has\\u001b[2J nothing. (empty-file)', '      git rm a']);
});
