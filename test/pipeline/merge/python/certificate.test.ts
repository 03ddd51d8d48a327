import { describe, expect, test } from 'vitest';
import { splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { hasBothChanges } from '../../../../generators/pipeline/merge/python/certificate.js';
import { readLogicalLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';

const read = (text: string) => readLogicalLines(splitLines(text)) ?? [];
const holds = (merged: string, base: string, yours: string, next: string) =>
  hasBothChanges(read(merged), { base: read(base), yours: read(yours), next: read(next) });

describe('a merged module is certain', () => {
  const [base, yours, next] = ['a = 1\nb = 1\n', 'a = "x  y"\nb = 1\n', 'a = 1\nb = 2\n'];
  test('with what each side changed, however it is laid out', () => {
    expect(holds('a = "x  y"\nb = 2\n', base, yours, next)).toBe(true);
    expect(holds('a  =  "x  y"\n\nb = \\\n  2\n', base, yours, next)).toBe(true);
  });
  test.each([
    ['a change of the person is missing', 'a = 1\nb = 2\n'],
    ['a change of ours is missing', 'a = "x  y"\nb = 1\n'],
    ['a blank within a string is missing', 'a = "x y"\nb = 2\n'],
    ['something came from nowhere', 'a = "x  y"\nb = 2\nc = 3\n'],
    ['something stands twice', 'a = "x  y"\nb = 2\nb = 2\n'],
  ])('and not where %s', (_, merged) => {
    expect(holds(merged, base, yours, next)).toBe(false);
  });
  test('where what both added stands once', () => {
    expect(holds('a\nb\n', 'a\n', 'a\nb\n', 'a\nb\n')).toBe(true);
    expect(holds('a\n', 'a\n', 'a\nb\n', 'a\nb\n')).toBe(false);
  });
  test('where a comment of ours is left out, and never without one of the person', () => {
    expect(holds('a\n', 'a\n', 'a\n', '# ours\na\n')).toBe(true);
    expect(holds('a\n', 'a\n', '# mine\na\n', 'a\n')).toBe(false);
  });
});
