import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../../../generators/pipeline/pack/shape.js';
import { layOver } from '../../../../generators/pipeline/pack/source/lay_over.js';

const SCHEMA: JsonSchema = {
  type: 'object',
  properties: { list: { type: 'array' }, map: { type: 'object', additionalProperties: { type: 'array' } } },
  additionalProperties: { type: ['string', 'number'] },
};

function laid(base: unknown, over: unknown): { value: unknown; faults: string[] } {
  const faults: string[] = [];
  const value = layOver(base, over, SCHEMA, ({ path, fact, remedy }) => faults.push(`${path.join('.')}: ${fact}. ${remedy}`));
  return { value, faults };
}

describe('a value laid over another', () => {
  test('merges maps, replaces texts, and takes away by null', () => {
    const { value, faults } = laid({ a: 1, map: { b: [1], d: [3] }, e: 'x' }, { a: 2, map: { c: [2], d: null }, e: null });
    expect([value, faults]).toEqual([{ a: 2, map: { b: [1], c: [2] } }, []]);
  });

  test.each<[string, unknown, unknown]>([
    ['puts items behind those below', { add: ['c'] }, ['a', 'b', 'c']],
    ['takes items away by their text', { remove: ['a'] }, ['b']],
    ['does both', { remove: ['b'], add: ['c'] }, ['a', 'c']],
    ['puts others in their place', { replace: ['c'] }, ['c']],
  ])('%s', (_, list, expected) => {
    expect(laid({ list: ['a', 'b'] }, { list })).toEqual({ value: { list: expected }, faults: [] });
  });

  test('knows a record by its name, a choice by its value, and any other by its first value', () => {
    const list = [{ group: 'api', name: 'fastapi' }, { label: 'A', value: 'a' }, { command: 'make' }, { name: 'uvicorn' }];
    expect(laid({ list }, { list: { remove: ['fastapi', 'a', 'make'] } }).value).toEqual({ list: [{ name: 'uvicorn' }] });
  });

  test('changes single items, and lists inside of them', () => {
    const list = [{ name: 'a', choices: [{ value: 'x' }], default: 'x' }, { name: 'b' }];
    const { value, faults } = laid({ list }, { list: { change: { a: { default: 'y' }, b: { when: 'c' } } } });
    expect(faults).toEqual([]);
    expect(value).toEqual({
      list: [
        { name: 'a', choices: [{ value: 'x' }], default: 'y' },
        { name: 'b', when: 'c' },
      ],
    });
    expect(laid({ list }, { list: { change: { aa: {} } } }).faults).toEqual([
      'list.change.aa: There is no "aa" to change. There are: a, b',
    ]);
  });

  test('takes a plain list where there is none below, or the same', () => {
    expect(laid({}, { list: ['a'] })).toEqual({ value: { list: ['a'] }, faults: [] });
    expect(laid({ list: ['a'] }, { list: ['a'] }).faults).toEqual([]);
    expect(laid({}, { list: { add: ['a'] } }).value).toEqual({ list: ['a'] });
  });

  test('names what is to be taken away and is not there', () => {
    expect(laid({ map: { first: [1] } }, { map: { frist: null } }).faults).toEqual([
      'map.frist: There is no "frist" to take away. Did you mean first? There are: first',
    ]);
  });

  test('names what has no value where there is nothing that this could take away', () => {
    expect(laid({}, { map: null, other: { a: 1 } }).faults).toEqual([
      'map: "map" has no value. Write its value behind it, or remove the line',
    ]);
  });

  test.each<[string, unknown, string]>([
    ['that could mean two things', ['c'], 'list: The pack that is extended has a list "list" too, and nothing says what happens to it'],
    ['that takes away what is not there', { remove: ['aa', 'x'] }, 'list.remove.0: There is no "aa" to take away'],
    [
      'with a mistyped word',
      { repalce: ['c'] },
      'list.repalce: A list has no change "repalce". Did you mean replace? There are: add, remove, change, replace',
    ],
    ['with a text for a list', { add: 'c' }, 'list.add: "add" has the wrong form. Write add: [...]'],
    ['that is replaced and changed', { replace: ['c'], add: ['d'] }, 'list: What replaces a list is all of it'],
  ])('names a list %s', (_, list, fault) => {
    expect(laid({ list: ['a', 'b'] }, { list }).faults.join('\n')).toContain(fault);
  });
});
