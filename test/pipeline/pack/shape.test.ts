import { describe, expect, expectTypeOf, it } from 'vitest';
import { mapOf, openRecord, optional, partialRecord, record } from '../../../generators/pipeline/pack/record_shape.js';
import {
  faultsOf,
  filled,
  fits,
  listOf,
  oneOf,
  orList,
  type Shape,
  scalar,
  type TypeOf,
  text,
  whole,
  yesOrNo,
} from '../../../generators/pipeline/pack/shape.js';

const any = text('a text');

describe('a shape', () => {
  it.each<[string, Shape<unknown>, unknown[], unknown[]]>([
    ['a text', any, ['', 'a'], [1, null, undefined, ['a'], {}]],
    ['a text of a form', text('small letters', /^[a-z]+$/), ['a'], ['', 'A', 1]],
    ['a text that is not empty', filled('a condition'), ['a', '\n'], ['', 1]],
    ['a whole number', whole(1), [1, 2], [0, 1.5, '1', 2 ** 53, Number.NaN]],
    ['true or false', yesOrNo, [true, false], ['true', 0]],
    ['one of a few words', oneOf('a', 'b'), ['a', 'b'], ['c', 1, 'toString']],
    ['a value of some kinds', scalar(['string', 'integer']), ['a', 1], [1.5, true, null]],
    ['a number', scalar(['number']), [1.5], [Number.NaN, Number.POSITIVE_INFINITY, '1']],
    ['a value or a list', orList(any, any, 'texts'), ['a', [], ['a']], [1, [1], {}]],
    ['a list', listOf(any), [[], ['a']], [['a', 1], 'a', { 0: 'a' }]],
    ['a list of at least one', listOf(any, 1), [['a']], [[], 'a']],
    ['a map', mapOf(any), [{}, { a: 'b' }], [{ a: 1 }, [], ['a'], null]],
    ['a map with keys of a form', mapOf(any, text('small letters', /^[a-z]+$/)), [{ a: 'b' }], [{ A: 'b' }]],
    ['a record', record({ a: any, b: optional(any) }), [{ a: 'a' }, { a: 'a', b: 'b' }], [{}, { a: 'a', c: 'c' }, { a: 'a', b: 1 }, []]],
    ['a record of what may be missing', partialRecord({ a: any }), [{}, { a: 'a' }], [{ a: 1 }, { b: 'b' }, []]],
    ['an open record', openRecord({ a: yesOrNo }, any), [{ a: true }, { a: true, b: 'b' }], [{ a: 'a' }, { a: true, b: 1 }, {}]],
  ])('%s', (_, shape, good, bad) => {
    expect(good.filter((value) => !fits(value, shape))).toEqual([]);
    expect(bad.filter((value) => fits(value, shape))).toEqual([]);
  });

  it('finds all that is wrong, and where', () => {
    const shape = record({ a: listOf(record({ b: any })), c: oneOf('x', 'y'), d: mapOf(any, text('small letters', /^[a-z]+$/)) });
    expect(faultsOf({ a: [{ b: 'b' }, { e: 1, f: 2 }], c: 'z', d: { A: 1 } }, shape)).toEqual([
      { kind: 'missing', path: ['a', 1], key: 'b' },
      { kind: 'unknown', path: ['a', 1, 'e'], known: ['b'] },
      { kind: 'unknown', path: ['a', 1, 'f'], known: ['b'] },
      { kind: 'word', path: ['c'], words: ['x', 'y'] },
      { kind: 'form', path: ['d', 'A'], expected: 'a text' },
      { kind: 'key', path: ['d', 'A'], expected: 'small letters' },
    ]);
  });

  it('stops to count where a value has more faults than anybody wants to know', () => {
    expect(faultsOf(new Array(1000).fill(1), listOf(any), 3)).toHaveLength(3);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('has no key %s, whatever it says of keys', (key) => {
    const value: unknown = JSON.parse(`{ "a": "a", ${JSON.stringify(key)}: "b" }`);
    for (const shape of [mapOf(any), openRecord({ a: any }, any), record({ a: any })]) {
      expect(faultsOf(value, shape)).toMatchObject([{ kind: 'reserved', path: [key] }]);
    }
  });

  it('does not take for a field what every object inherits', () => {
    expect(fits({}, record({ toString: any }))).toBe(false);
    expect(faultsOf({ toString: 'a' }, partialRecord({ a: any }))).toMatchObject([{ kind: 'unknown', path: ['toString'] }]);
  });

  it('gives the type of what fits', () => {
    const shape = record({ a: any, b: optional(oneOf('x', 'y')), c: listOf(whole(0)), d: mapOf(yesOrNo), e: orList(any, any, 'texts') });
    expectTypeOf<TypeOf<typeof shape>>().toEqualTypeOf<{
      readonly a: string;
      readonly b?: 'x' | 'y';
      readonly c: readonly number[];
      readonly d: Readonly<Record<string, boolean>>;
      readonly e: string | readonly string[];
    }>();
    expect(fits({ a: '', c: [], d: {}, e: [] }, shape)).toBe(true);
  });

  it('describes itself to editors', () => {
    expect(record({ a: any, b: optional(listOf(oneOf('x'), 1)) }).schema()).toEqual({
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: 'string', description: 'a text' },
        b: { type: 'array', minItems: 1, items: { enum: ['x'] } },
      },
      additionalProperties: false,
    });
  });
});
