import { expect, test } from 'vitest';
import { compact } from '../../../../generators/pipeline/merge/lines/compact.js';

test('a blank line added among blank lines is the last of them, as git has it', () => {
  const [base, side] = [
    [1, 0, 2],
    [1, 0, 0, 2],
  ];
  const matches = [
    { base: 0, side: 0 },
    { base: 1, side: 2 },
    { base: 2, side: 3 },
  ];
  expect(compact(base, side, matches)[1]).toEqual({ base: 1, side: 1 });
});
