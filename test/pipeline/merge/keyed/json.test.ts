import { expect, test } from 'vitest';
import { json } from '../../../../generators/pipeline/merge/keyed/json.js';
import { changeIn, written } from '../trees.js';

const merged = async (base: string, yours: string, next: string) => {
  const change = await changeIn({ base: { 'f.json': base }, yours: { 'f.json': yours }, next: { 'f.json': next } });
  return { outcome: change.outcome, text: written(change.writes, 'f.json') ?? yours };
};

test('what both sides changed in one line of JSON is in, as the person writes it', async () => {
  const { outcome, text } = await merged('{ "a": 1, "b": [1] }\n', '{"a":2,"b":[1],"mine":true}', '{ "a": 1, "b": [1, 2] }\n');
  expect(outcome).toBe('merged');
  expect(JSON.parse(text)).toEqual({ a: 2, b: [1, 2], mine: true });
});

test('two changes of one rule of a list that begins with its name are both in', async () => {
  const rules = (keep: number, action: string, name = 'keep') => JSON.stringify([{ name, action, keep }, { name: 'delete' }]);
  const { outcome, text } = await merged(rules(5, 'Keep'), rules(9, 'Keep'), rules(5, 'KeepAll'));
  expect([outcome, JSON.parse(text)]).toEqual(['merged', JSON.parse(rules(9, 'KeepAll'))]);
});

test('comments of the person stay where a tool reads them', async () => {
  const { text } = await merged('{\n  "a": 1,\n  "b": 1\n}\n', '{\n  // ours\n  "a": 2,\n  "b": 1\n}\n', '{\n  "a": 1,\n  "c": 1\n}\n');
  expect(text).toContain('// ours');
  expect(json.read(text)).toEqual({ a: 2, c: 1 });
});

test('a key with two values is a conflict', async () => {
  expect((await merged('{"a":1}', '{"a":2}', '{"a":3}')).outcome).toBe('conflict');
});

test('what names a key twice, or does not parse, is not read', () => {
  expect(['{"a":1,"a":2}', '{"a":', '[{"b":1,"b":1}]'].map((text) => json.read(text))).toEqual([undefined, undefined, undefined]);
});
