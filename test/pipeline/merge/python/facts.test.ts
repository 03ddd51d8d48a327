import { expect, test } from 'vitest';
import { readLogicalLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';

test.each([
  ['import a.b as c', 'import', ['a', 'b', 'c']],
  ['from a import b as c, d', 'import', ['b', 'c', 'd']],
  ['from a import *', 'import', []],
  ['async def f(x): pass', 'definition', ['f']],
  ['class A[T](B): pass', 'definition', ['A']],
  ['a: int = f(b=1)', 'assignment', ['a']],
  ['a, b = c', 'other', []],
  ['a = b = 1', 'other', []],
  ['a.b = 1', 'other', []],
  ['a += 1', 'other', []],
  ['# a = 1', 'comment', []],
])('what %j is, and what names it brings', (text, kind, names) => {
  expect(readLogicalLines([`${text}\n`])?.[0]?.begins).toEqual({ kind, names });
});
