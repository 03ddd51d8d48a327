import { expect, it } from 'vitest';
import { withoutDeadCode } from '../../../generators/pipeline/repository/dead_code.js';

it.each([
  ['a branch that never runs', 'a\nif False:\n    b\n\n    c\nd\n', 'a\nif False:\n\n\n\nd\n'],
  ['one on its own line', 'if 0: b\nc\n', 'if 0:\nc\n'],
  ['a loop that never begins', '  while (False):\n      b\n  c\n', '  while (False):\n\n  c\n'],
  ['one in another, whose other branch runs', 'if not True:\n    if x:\n        b\nelse:\n    c\n', 'if not True:\n\n\nelse:\n    c\n'],
])('code goes without %s, each line in its place', (_, code, expected) => {
  expect(withoutDeadCode(code)).toBe(expected);
});

it.each([
  'if False_alarm:\n    b\n',
  'if x is None:\n    b\n',
  'if x or False:\n    b\n',
  'x = y if False else z\n',
  'def f(a=None):\n    b\n',
])('code stays that may run: %j', (code) => {
  expect(withoutDeadCode(code)).toBe(code);
});
