import { expect, test } from 'vitest';
import { furthest } from '../../../../generators/pipeline/merge/lines/cutoff.js';
import { makeReach } from '../../../../generators/pipeline/merge/lines/myers.js';

test('where a search is given up, the point that came further from its end is taken', () => {
  const reach = makeReach(10, 10);
  reach.forward[reach.zero] = 6;
  reach.backward[reach.zero] = 9;
  const diagonals = { low: 0, high: 0, longestRun: 0 };
  const range = { start: 0, end: 10, from: 0, to: 10 };
  expect(furthest(range, reach, diagonals, diagonals)).toEqual({ base: 6, side: 6, isShortBefore: true, isShortAfter: false });
  reach.backward[reach.zero] = 1;
  reach.forward[reach.zero] = 2;
  expect(furthest(range, reach, diagonals, diagonals)).toEqual({ base: 1, side: 1, isShortBefore: false, isShortAfter: true });
});
