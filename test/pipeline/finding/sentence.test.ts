import { expect, it } from 'vitest';
import { CODES } from '../../../generators/pipeline/finding/codes.js';
import type { FindingCode } from '../../../generators/pipeline/finding/finding.js';
import { sentenceOf } from '../../../generators/pipeline/finding/sentence.js';

const finding = (code: FindingCode, more: object = {}) => ({ code, severity: 'error' as const, values: {}, ...more });

it('names the file with its line, and what else there is to name', () => {
  expect(sentenceOf(finding('syntax-fault', { path: 'a.py', line: 3, values: { what: 'a "(" that is never closed' } }))).toBe(
    'a.py:3 has a "(" that is never closed',
  );
  expect(sentenceOf(finding('no-commit'))).toBe('The git repository has no commit');
});

it('shows names that a terminal would obey as one short line', () => {
  const sentence = sentenceOf(finding('file-empty', { path: `a\u001b[31m\n${'x'.repeat(500)}` }));
  expect(sentence).toMatch(/^a\?\[31m\?x+… is empty$/);
  expect(sentence.length).toBeLessThan(100);
});

it('has a sentence without a final period for each code', () => {
  for (const make of Object.values(CODES)) expect(make({ place: 'a', value: () => 'b' })).toMatch(/^[A-Za-z].*[^.]$/);
});
