import { expect, test } from 'vitest';
import { findMiddle, makeReach, roughRoot } from '../../../../generators/pipeline/merge/lines/myers.js';

test('the middle of two texts lies on a shortest way from one to the other', () => {
  const [a, b] = [
    [1, 2, 3, 4],
    [1, 9, 3, 4],
  ];
  const { base, side } = findMiddle(a, b, { start: 0, end: 4, from: 0, to: 4 }, makeReach(4, 4), false);
  const isOnWay = [0, 1, 2, 3, 4].includes(base) && Math.abs(base - side) <= 1;
  expect(isOnWay).toBe(true);
});
test('a square root is reckoned as git reckons it', () => {
  expect([0, 1, 4, 100, 50_000].map(roughRoot)).toEqual([1, 2, 4, 16, 256]);
});
