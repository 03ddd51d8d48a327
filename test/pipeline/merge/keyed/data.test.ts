import { describe, expect, test } from 'vitest';
import { canonical, hasTwice, isMapping, same, sameUnordered } from '../../../../generators/pipeline/merge/keyed/data.js';

describe('a value', () => {
  test('is the same in any order of its keys, and not in any order of its items', () => {
    expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
  });
  test('is another one as a number and as a text', () => {
    expect(canonical('1')).not.toBe(canonical(1));
    expect(same({ a: '1' }, { a: 1 })).toBe(false);
  });
  test('is the same in any order of the items of the lists that are sets', () => {
    const isSet = ([first]: readonly string[]): boolean => first === 'set';
    expect(sameUnordered({ set: [1, 2], list: [1, 2] }, { set: [2, 1], list: [1, 2] }, isSet)).toBe(true);
    expect(sameUnordered({ list: [1, 2] }, { list: [2, 1] }, isSet)).toBe(false);
  });
  test('is a mapping where it is neither a list nor a date', () => {
    expect([{}, [], new Date(0), null, 'x'].map(isMapping)).toEqual([true, false, false, false, false]);
  });
  test('in a list stands twice or not', () => {
    expect([hasTwice(['a', 'b']), hasTwice(['a', 'a'])]).toEqual([false, true]);
  });
});
