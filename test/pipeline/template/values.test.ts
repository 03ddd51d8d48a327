import { describe, expect, it } from 'vitest';
import { asList, asText, bareValue, holds, isSame, isTrue, valueAt, writtenName } from '../../../generators/pipeline/template/values.js';

describe('a value in a template', () => {
  it('has no prototype anywhere, and its names in their written form', () => {
    const bare = bareValue({ 'scikit-learn': { a: [{ b: 1 }] } });
    expect(bare).toEqual({ scikit_learn: { a: [{ b: 1 }] } });
    expect(valueAt(bare, ['toString'])).toBeUndefined();
    expect(Object.getPrototypeOf(bare)).toBeNull();
    expect(writtenName('a.b-c')).toBe('a_b_c');
  });

  it('is found by its own fields only', () => {
    expect(valueAt({ a: { b: 'x' } }, ['a', 'b'])).toBe('x');
    for (const path of [['a', 'length'], ['a', 'b', 'length'], ['constructor']]) expect(valueAt({ a: ['x'] }, path)).toBeUndefined();
  });

  it('counts as true where it holds something', () => {
    expect(['a', ['x'], 1, true, {}].map(isTrue)).toEqual([true, true, true, true, true]);
    expect(['', [], 0, false, undefined, null].map(isTrue)).toEqual([false, false, false, false, false, false]);
  });

  it('is compared as it is printed', () => {
    expect([isSame(1, '1'), isSame(undefined, ''), isSame(['a'], 'a'), holds([1], '1'), holds('a', 'a')]).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect([asText(true), asText(undefined), asText({}), asList('x')]).toEqual(['true', '', '', []]);
  });
});
