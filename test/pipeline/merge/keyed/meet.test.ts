import { describe, expect, test } from 'vitest';
import type { Data } from '../../../../generators/pipeline/merge/keyed/data.js';
import { ListKeys } from '../../../../generators/pipeline/merge/keyed/list_keys.js';
import { meet } from '../../../../generators/pipeline/merge/keyed/meet.js';

const RULES = {
  nameOf: (item: Data) => (typeof item === 'string' ? item.split('=')[0] : undefined),
  isSet: ([first]: readonly string[]) => first === 'packages',
};
const met = (base: Data, yours: Data, next: Data) => meet({ base, yours, next }, new ListKeys(RULES));

describe('three versions of a mapping', () => {
  test.each<[string, Data, Data, Data, Data]>([
    ['what only one side changed is that side’s', { a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 2 }],
    ['what both added is in', {}, { a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    ['what we dropped goes', { a: 1, b: 1 }, { a: 1, b: 1, c: 1 }, { b: 1 }, { b: 1, c: 1 }],
    ['a table that we dropped goes as far as it is ours', { t: { a: 1, b: 1 } }, { t: { a: 1, b: 1, c: 1 } }, {}, { t: { c: 1 } }],
    ['what they removed stays removed', { a: 1 }, {}, { a: 2 }, {}],
    ['what they changed stays where we dropped it', { a: 1 }, { a: 2 }, {}, { a: 2 }],
    ['an empty group that they removed is no answer to what comes into it', { g: [] }, {}, { g: ['x'] }, { g: ['x'] }],
  ])('%s', (_, base, yours, next, expected) => {
    const { mine, generated, edits } = met(base, yours, next);
    expect({ mine, generated }).toEqual({ mine: expected, generated: expected });
    expect(edits.some(({ isDisputed }) => isDisputed)).toBe(false);
  });
  test('one key with two new values is a dispute about that key alone', () => {
    const { mine, generated, edits } = met({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 3, b: 2 });
    expect({ mine, generated }).toEqual({ mine: { a: 2, b: 2 }, generated: { a: 3, b: 2 } });
    expect(edits.filter(({ isDisputed }) => isDisputed).map(({ path }) => path)).toEqual([['a']]);
  });
  test('who loses something is told', () => {
    expect(met({ a: 1 }, {}, { a: 2 }).staysRemoved).toEqual(['a']);
    expect(met({ a: 1 }, { a: 2 }, {}).stays).toEqual(['a']);
    expect(met({ a: ['x', 'y'] }, {}, { a: ['x'] }).staysRemoved).toEqual([]);
  });
});

describe('three versions of a list', () => {
  const packages = (base: string[], yours: string[], next: string[]) => met({ packages: base }, { packages: yours }, { packages: next });
  test('whose order says nothing has what each side added, once', () => {
    expect(packages(['a=1'], ['b=1', 'a=1'], ['a=1', 'c=1']).mine).toEqual({ packages: ['b=1', 'a=1', 'c=1'] });
    expect(packages([], ['a=1'], ['a=2'])).toMatchObject({ mine: { packages: ['a=1'] }, yoursStays: ['a'] });
  });
  test('is in dispute about the one item that both changed', () => {
    const { mine, generated } = packages(['a=1', 'b=1'], ['a=2', 'b=1'], ['a=3', 'b=2']);
    expect({ mine, generated }).toEqual({ mine: { packages: ['a=2', 'b=2'] }, generated: { packages: ['a=3', 'b=2'] } });
  });
  const steps = (base: string[], yours: string[], next: string[]) => met({ steps: base }, { steps: yours }, { steps: next });
  test('whose order counts gets what is new where it stands in ours', () => {
    expect(steps(['a', 'b'], ['a', 'x', 'b'], ['a', 'n', 'b']).mine).toEqual({ steps: ['a', 'n', 'x', 'b'] });
  });
  test('whose order counts is in dispute as a whole where both put something in the place of one item', () => {
    expect(steps(['80'], ['8000'], ['9000'])).toMatchObject({ mine: { steps: ['8000'] }, generated: { steps: ['9000'] } });
    expect(steps(['a', 'b'], ['a', 'b', 'c'], ['b', 'a'])).toMatchObject({ generated: { steps: ['b', 'a'] } });
  });
});
