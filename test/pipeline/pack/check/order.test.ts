import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderNames } from '../../../../generators/pipeline/pack/check/order.js';

/** Orders names by a map from each to those that come before it. */
const order = (names: readonly string[], before: Readonly<Record<string, readonly string[]>>) =>
  orderNames(names, (name) => before[name] ?? []);

describe('names in order', () => {
  it('stay as they were given where nothing asks for more', () => {
    expect(order(['c', 'a', 'b'], {})).toEqual({ order: ['c', 'a', 'b'] });
  });

  it('stand after those that they name, and move no further than that', () => {
    expect(order(['a', 'b', 'c', 'd'], { a: ['c'] })).toEqual({ order: ['b', 'c', 'a', 'd'] });
  });

  it('pass over what is not among them', () => {
    expect(order(['a', 'b'], { a: ['elsewhere'] })).toEqual({ order: ['a', 'b'] });
  });

  it.each<[string, Record<string, string[]>, string[]]>([
    ['two names', { a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
    ['three names, reached from one outside', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd', 'b']],
    ['itself', { d: ['d'] }, ['d', 'd']],
  ])('are a circle where they wait for each other: %s', (_, before, circle) => {
    expect(order(['a', 'b', 'c', 'd'], before)).toEqual({ circle });
  });

  it('are all there, each after those that it names, whenever no name waits for a later one', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const befores = fc.tuple(...names.map((_, index) => fc.subarray(names.slice(0, index))));
    fc.assert(
      fc.property(befores, fc.shuffledSubarray(names, { minLength: names.length }), (before, given) => {
        const ordering = orderNames(given, (name) => before[names.indexOf(name)] ?? []);
        const ordered = 'order' in ordering ? ordering.order : [];
        expect([...ordered].sort()).toEqual(names);
        for (const [index, name] of names.entries())
          for (const other of before[index] ?? []) expect(ordered.indexOf(other)).toBeLessThan(ordered.indexOf(name));
      }),
    );
  });
});
