import { expect, test } from 'vitest';
import { gitPath, groupBy, ignoreLine, printLines, removeCommand } from '../../../generators/pipeline/hygiene/places.js';

test('items are grouped in the order in which they come', () => {
  expect([...groupBy(['ab', 'c', 'a'], (text) => text.slice(0, 1))]).toEqual([
    ['a', ['ab', 'a']],
    ['c', ['c']],
  ]);
});

test('a line of an ignore file means one path and no other', () => {
  expect(ignoreLine('data/a[1]*.csv')).toBe('/data/a\\[1\\]\\*.csv');
});

test('lines are added below a last line that is not ended', () => {
  expect([printLines(['a'], ''), printLines(['a', 'b'], 'x\n'), printLines(['a'], 'x')]).toEqual([
    "printf '%s\\n'",
    "printf '%s\\n%s\\n'",
    "printf '\\n%s\\n'",
  ]);
});

test('a path means itself to git, also where it has signs of a pattern', () => {
  expect(['a b.py', 'a.py', '*.py', ':/', '-x'].map(gitPath)).toEqual(["'a b.py'", 'a.py', "':(literal)*.py'", "':(literal):/'", './-x']);
});

test('a file is removed by git where git has it', () => {
  expect([removeCommand('a.py', new Set(['a.py'])), removeCommand('b.py', new Set(['a.py'])), removeCommand('b.py', undefined)]).toEqual([
    'git rm a.py',
    'rm b.py',
    'rm b.py',
  ]);
});
