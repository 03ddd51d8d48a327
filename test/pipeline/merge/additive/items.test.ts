import { expect, test } from 'vitest';
import { takeNew } from '../../../../generators/pipeline/merge/additive/items.js';

const item = (key: string, line = `${key}\n`) => ({ key, lead: [], lines: [line] });

test('of what we add, only what is not there yet comes in', () => {
  const taken = takeNew([item('a'), item('b'), item('c')], [item('a')], new Set(['c']));
  expect(taken).toMatchObject({ lines: ['b\n'], yoursStays: [] });
});
test('where the person says it in other words, theirs stays, and that is told', () => {
  expect(takeNew([item('a', 'a==2\n')], [item('a', 'a==1\n')], new Set())).toMatchObject({ lines: [], yoursStays: ['a'] });
});
test('two opinions of one thing are not certain', () => {
  const whole = (line: string) => ({ ...item('[a]', line), isWhole: true });
  expect(takeNew([whole('x = 1\n')], [whole('x = 2\n')], new Set())).toBeUndefined();
});
