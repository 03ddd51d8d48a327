import { describe, expect, test } from 'vitest';
import { splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { readLogicalLines, writtenLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';

const read = (text: string) => readLogicalLines(splitLines(text));

describe('a module in logical lines', () => {
  const text = '"""About."""\n\nx = (\n    1,\n)  # one\n# two\n@d\n\ndef f(a, \\\n      b):\n    return f"""\n  {a}"""\n\n';
  test('is all of its lines', () => {
    expect(writtenLines(read(text) ?? []).join('')).toBe(text);
  });
  test('has one for each statement, and for each comment that stands alone', () => {
    expect(read(text)?.map(({ lines }) => lines.length)).toEqual([1, 3, 1, 1, 2, 2, 0]);
    expect(read(text)?.map(({ begins }) => begins?.kind)).toEqual([
      'other',
      'assignment',
      'comment',
      'definition',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test.each([
  ['an open bracket', 'x = (\n'],
  ['a string that is not closed', 'x = "abc\ny = 1\n'],
  ['a string whose end is escaped', 'x = "abc\\"\ny = 1\n'],
  ['a raw string whose end is escaped', 'x = r"abc\\"\ny = 1\n'],
  ['a block without lines', 'def f():\nx = 1\n'],
  ['a line that is too deep', 'a\n    b\n'],
  ['a line of no block', 'def f():\n        a\n    b\n'],
  ['the inside of something', '    a\n'],
  ['a backslash at the end', 'x = 1 \\\n'],
  ['bytes that are no UTF-8', 'x = "\xff"\n'],
  ['line ends of old', 'if a:\r    b\r'],
])('%s is not read', (_, text) => {
  expect(read(text)).toBeUndefined();
});

test.each([
  ['yield alone', 'def f():\n    yield\n    x = yield\n    g((yield))\n'],
  ['numbers that end in a point', 'x = 1. + f(2., 3.)\n'],
  ['a case of a class without arguments', 'match x:\n    case A():\n        pass\n'],
])('what Python takes and the parser does not know is read: %s', (_, text) => {
  expect(read(text)).toBeDefined();
});

test('an import from the future after anything but a docstring is not read: Python refuses it', () => {
  const future = 'from __future__ import annotations\n';
  const isRead = (text: string): boolean => readLogicalLines(splitLines(text)) !== undefined;
  expect(isRead(`# A comment.\n"""A docstring."""\n\n${future}from __future__ import division\nimport os\n`)).toBe(true);
  expect(isRead(`import os\n${future}`)).toBe(false);
  expect(isRead(`"""One."""\n"""Two."""\n${future}`)).toBe(false);
});
