import { expect, test } from 'vitest';
import { readPythonTokens } from '../../../../generators/pipeline/merge/python/tokens.js';

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
