import { expect, test } from 'vitest';
import { worthSearching } from '../../../../generators/pipeline/merge/lines/discard_frequent.js';

test('a line that the other file does not have is not searched for', () => {
  expect(worthSearching([1, 2, 3], 0, 3, [1, 3])).toEqual([0, 2]);
});
test('a line that the other file has everywhere is left out among lines that cannot match', () => {
  const blank = 0;
  const lines = [11, 12, 13, 14, blank, 15, 16, 17, 18];
  const others = Array.from({ length: 50 }, () => blank);
  expect(worthSearching(lines, 0, lines.length, others)).toEqual([]);
  expect(worthSearching(lines, 0, lines.length, [blank])).toEqual([4]);
});
