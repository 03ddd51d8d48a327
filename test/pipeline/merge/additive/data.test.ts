import { describe, expect, test } from 'vitest';
import { canonical, meansTogether } from '../../../../generators/pipeline/merge/additive/data.js';

describe('a merged value means what its versions mean together', () => {
  const means = (merged: unknown, yours: unknown, next: unknown) =>
    meansTogether(merged, { base: { a: 1, list: ['x'] }, yours, next }, canonical);
  test('with the key of each side, and no other', () => {
    const [yours, next] = [
      { a: 2, list: ['x'] },
      { a: 1, list: ['x', 'y'] },
    ];
    expect(means({ list: ['x', 'y'], a: 2 }, yours, next)).toBe(true);
    expect(means({ list: ['x'], a: 2 }, yours, next)).toBe(false);
    expect(means({ list: ['x', 'y'], a: 2, b: 1 }, yours, next)).toBe(false);
  });
  test('never where both changed one key to different values', () => {
    expect(means({ a: 2, list: ['x'] }, { a: 2, list: ['x'] }, { a: 3, list: ['x'] })).toBe(false);
  });
});

test('equal values are equal texts, whatever the order of their keys', () => {
  expect(canonical({ a: [1], b: '1' })).toBe(canonical({ b: '1', a: [1] }));
  expect(canonical({ a: 1 })).not.toBe(canonical({ a: '1' }));
});
