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

it('counts one thing as one', () => {
  expect(sentenceOf(finding('no-tests', { values: { pattern: 'tests/*.py', found: 1, least: 2 } }))).toBe(
    'There is 1 test in tests/*.py that asserts something, and 2 are needed',
  );
  expect(sentenceOf(finding('too-few-files', { values: { pattern: 'docs/*.md', found: 0, least: 1 } }))).toBe(
    'There are 0 files docs/*.md, and 1 is needed',
  );
  expect(
    sentenceOf(finding('answer-images', { path: 'a.md', values: { question: 29, found: 1, least: 2, most: 2, distance: '1 too few' } })),
  ).toBe('a.md: the answer to question 29 has 1 image of 2: 1 too few');
});

it('does not say of a module that it is not used where only what a task needs of it is not', () => {
  const about = { path: 'a.py', line: 9 };
  expect(sentenceOf(finding('import-unused', { ...about, values: { module: 'wandb', names: '' } }))).toBe(
    'a.py:9 imports wandb and does not use it',
  );
  expect(sentenceOf(finding('import-unused', { ...about, values: { module: 'logging', names: 'FileHandler, StreamHandler' } }))).toBe(
    'a.py:9 imports logging and uses none of these: FileHandler, StreamHandler',
  );
});

it('quotes a rule to its end', () => {
  const rule = `The warnings about the report; ${'none where it stops, '.repeat(4)}for each year`;
  expect(sentenceOf(finding('measure-blind', { values: { measure: 'num_warnings', rule } }))).toContain(`Its rule: ${rule}`);
});

it('has a sentence without a final period for each code', () => {
  for (const make of Object.values(CODES)) expect(make({ place: 'a', value: () => 'b' })).toMatch(/^[A-Za-z].*[^.]$/);
});
