import { expect, test } from 'vitest';
import { findPythonMistake, readPythonTokens } from '../../../../generators/pipeline/merge/python/tokens.js';

const tokens = (text: string) => readPythonTokens(text)?.tokens.map((token) => token.text);

test('a string is one token, whatever stands in it', () => {
  expect(tokens('x = f"{" ".join(N)}" rb"\\""\n')).toEqual(['x', '=', 'f"{" ".join(N)}"', 'rb"\\""']);
});
test('the arrow of a function is a token', () => {
  expect(tokens('def f() -> int: ...\n')).toEqual(['def', 'f', '(', ')', '->', 'int', ':', '...']);
});
test('what a formatter puts there or takes away is told', () => {
  const optional = (text: string) => Array.from(readPythonTokens(text)?.optional ?? [], (token) => token.text).sort();
  expect(optional('f(a,  # why\n)\n')).toEqual([',']);
  expect(optional('x = (1,)\ny = z[1,]\n')).toEqual([]);
  expect(optional('x = (1, 2,)\n')).toEqual([',']);
  expect(optional('from a import (b,)\n')).toEqual(['(', ')', ',']);
});
test.each([
  ['x = 1\ny = (2\n', 13],
  ['x = 1\ny = "open\n', 10],
  ['def f(:\n    pass\n', 6],
])('where %j stops being Python is told', (text, place) => {
  expect([findPythonMistake(text), readPythonTokens(text)]).toEqual([place, undefined]);
});
test('a module without a mistake has no such place', () => {
  expect(findPythonMistake('def f[T](x: T) -> T:\n    match x:\n        case int():\n            return x\n')).toBeUndefined();
});
