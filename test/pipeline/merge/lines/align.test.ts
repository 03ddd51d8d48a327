import { expect, test } from 'vitest';
import { align } from '../../../../generators/pipeline/merge/lines/align.js';

test('what one side changed is listed by its place on both sides', () => {
  expect(align([1, 2, 3, 4], [1, 9, 3, 4, 5])).toEqual([
    { start: 1, end: 2, from: 1, to: 2 },
    { start: 4, end: 4, from: 4, to: 5 },
  ]);
  expect(align([1, 2], [1, 2])).toEqual([]);
});
