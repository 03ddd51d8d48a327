import { expect, test } from 'vitest';
import { groupBy, ignoreLine, printLines } from '../../../generators/pipeline/hygiene/places.js';

test('items are grouped in the order in which they come', () => {
  expect([...groupBy(['ab', 'c', 'a'], (text) => text.slice(0, 1))]).toEqual([
    ['a', ['ab', 'a']],
    ['c', ['c']],
  ]);
});

test('a line of an ignore file means one path and no other', () => {
  expect(ignoreLine('data/a[1]*.csv')).toBe('/data/a\\[1\\]\\*.csv');
});

test('lines are added below a last line that is not ended', () => {
  expect([printLines(['a'], ''), printLines(['a', 'b'], 'x\n'), printLines(['a'], 'x')]).toEqual([
    "printf '%s\\n'",
    "printf '%s\\n%s\\n'",
    "printf '\\n%s\\n'",
  ]);
});
