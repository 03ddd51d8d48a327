import { expect, it } from 'vitest';
import { tooDeepAt } from '../../generators/pipeline/nesting.js';

it.each([
  ['brackets', '['.repeat(101)],
  ['braces with keys', '{a: '.repeat(101)],
  ['lists on one line', '- '.repeat(60)],
  ['keys of keys', '? '.repeat(60)],
  ['lines that stand further and further in', Array.from({ length: 101 }, (_, at) => `${' '.repeat(at)}?\n`).join('')],
])('data nest too deep by %s', (_, text) => {
  expect(tooDeepAt(text)).toBeGreaterThanOrEqual(0);
});

it.each([
  ['data as people write them', 'a:\n  - b: [1, {c: 2}]\n  - d\n'.repeat(1000)],
  ['many lists one after the other', '[]\n'.repeat(1000)],
  ['texts with brackets', 'a: "${{ matrix.["\nb: \'{{[\'\n'.repeat(100)],
  ['a rule', `a: ${'-'.repeat(500)}\n`],
  ['half a megabyte of blanks', `- ${' '.repeat(500_000)}\n`],
])('%s do not', (_, text) => {
  expect(tooDeepAt(text)).toBeUndefined();
});

it('says where', () => {
  expect(tooDeepAt(`a: 1\nb: ${'['.repeat(200)}`)).toBe('a: 1\nb: '.length + 100);
});
