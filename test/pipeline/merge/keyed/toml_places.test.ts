import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { ListKeys } from '../../../../generators/pipeline/merge/keyed/list_keys.js';
import { findTomlPlaces, valueAt } from '../../../../generators/pipeline/merge/keyed/toml_places.js';

const TEXT = 'a.b = 1 # one\n[t]\nlist = ["x", { k = 2 }]\n[[many]]\nname = "n"\n';
const keys = (): ListKeys => new ListKeys({ nameOf: () => undefined, isSet: () => false });

test('every entry of a TOML file has its place', () => {
  const { places, comments } = findTomlPlaces(TEXT, parse(TEXT), keys());
  const shown = places.map(({ path, kind, value }) => `${kind} ${path.join('/')}: ${TEXT.slice(value.from, value.to)}`);
  expect(shown).toEqual([
    'statement a/b: 1',
    'table t: [t]',
    'statement t/list: ["x", { k = 2 }]',
    'item t/list/string "x": "x"',
    'item t/list/{"k":number 2}: { k = 2 }',
    'inline t/list/{"k":number 2}/k: 2',
    'table many/{"name":string "n"}: [[many]]',
    'statement many/{"name":string "n"}/name: "n"',
  ]);
  expect(comments.map(({ from, to }) => TEXT.slice(from, to))).toEqual(['# one']);
});

test('a path leads to a value', () => {
  const data = parse(TEXT);
  expect(valueAt(data, ['t', 'list', 'string "x"'], keys())).toBe('x');
  expect(valueAt(data, ['a', 'b'], keys())).toBe(1);
  expect(valueAt(data, ['nothing', 'here'], keys())).toBeUndefined();
});
