import { describe, expect, test } from 'vitest';
import { ListKeys } from '../../../../generators/pipeline/merge/keyed/list_keys.js';

const keysOf = (): ListKeys =>
  new ListKeys({ nameOf: (item) => (typeof item === 'string' ? item.split('=')[0] : undefined), isSet: ([first]) => first === 'packages' });

describe('the items of a list', () => {
  test('are known by their names', () => {
    const keys = keysOf();
    expect(keys.choose(['packages'], [['a=1', 'b=1'], ['a=2']])).toBe(true);
    expect(keys.of(['packages'], ['a=1', 'b=1'])).toEqual(['a', 'b']);
  });
  test('are known by all that they say where a version names one twice', () => {
    const keys = keysOf();
    expect(keys.choose(['packages'], [['a=1'], ['a=1', 'a=2']])).toBe(true);
    expect(keys.of(['packages'], ['a=1'])).toEqual(['string "a=1"']);
  });
  test('are not known where one stands twice', () => {
    expect(keysOf().choose(['packages'], [['a=1', 'a=1']])).toBe(false);
  });
  test('are one item where each version has one mapping without a name, and not where a version has two', () => {
    const [keys, more] = [keysOf(), keysOf()];
    expect(keys.choose(['containers'], [[{ image: 'a' }], [{ image: 'b' }]])).toBe(true);
    expect(keys.of(['containers'], [{ image: 'a' }])).toEqual(keys.of(['containers'], [{ image: 'b' }]));
    more.choose(['containers'], [[{ image: 'a' }], [{ image: 'a' }, { image: 'b' }]]);
    expect(new Set(more.of(['containers'], [{ image: 'a' }, { image: 'b' }])).size).toBe(2);
  });
  test('have an order that counts, or not', () => {
    expect([keysOf().isSet(['packages']), keysOf().isSet(['steps'])]).toEqual([true, false]);
  });
});
