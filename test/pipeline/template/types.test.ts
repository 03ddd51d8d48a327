import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../generators/pipeline/template/expression.js';
import { itemType, type NameTypes, typeAt, typeOfOperand, verifyExpression } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = {
  name: 'text',
  manager: { oneOf: ['uv', 'pip'] },
  tasks: { list: { oneOf: ['a', 'b'] } },
  rows: { list: { record: { title: 'code' } } },
  open: { record: {}, others: 'code' },
};
const path = (...names: string[]) => ({ kind: 'path' as const, path: names });

describe('the type of a name', () => {
  it('is found by its path, also where nothing is known of the fields', () => {
    expect(typeAt(['name'], TYPES)).toBe('text');
    expect(typeAt(['open', 'whatever'], TYPES)).toBe('code');
    expect(itemType(path('rows'), TYPES)).toEqual({ record: { title: 'code' } });
  });

  it.each([[['nmae']], [['open', 'x', 'y']], [['toString']], [['rows', 'title']]])('is none where none is declared: %j', (names) => {
    expect(() => typeAt(names, TYPES)).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it('follows through helpers', () => {
    const call = (helper: 'upper' | 'kebab' | 'count' | 'sorted' | 'join', ...names: string[]) => ({
      kind: 'call' as const,
      helper,
      argument: path(...names),
    });
    expect(typeOfOperand(call('kebab', 'name'), TYPES)).toBe('token');
    expect(typeOfOperand(call('upper', 'name'), TYPES)).toBe('text');
    expect(typeOfOperand(call('count', 'rows'), TYPES)).toBe('token');
    expect(typeOfOperand(call('join', 'tasks'), TYPES)).toBe('token');
    expect(() => typeOfOperand(call('join', 'rows'), TYPES)).toThrow(/list of records/);
    expect(() => typeOfOperand(call('upper', 'tasks'), TYPES)).toThrow(/takes one text/);
  });
});

describe('a condition', () => {
  it.each(["manager === 'uv'", "tasks.includes('a')", "name === 'anything'", "manager === ''", 'rows && !name'])('may say: %s', (text) => {
    expect(() => verifyExpression(parseExpression(text), TYPES)).not.toThrow();
  });

  it.each([
    ["manager === 'conda'", /can never be 'conda'/],
    ["tasks === 'a'", /Use \.includes/],
    ["name.includes('a')", /takes a list/],
    ['last(x)', /outside of its loop/],
  ])('may not say: %s', (text, words) => {
    expect(() => verifyExpression(parseExpression(text), TYPES)).toThrow(words);
  });
});
