import { expect, test } from 'vitest';
import { splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { readLogicalLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';
import { statementsOf } from '../../../../generators/pipeline/merge/python/statements.js';

const read = (text: string) => statementsOf(readLogicalLines(splitLines(text)) ?? []);

test('a statement has its decorators, its block and what follows it, and the comments above it', () => {
  const text =
    '# above\n@d\n# within\nclass A:\n    x = 1\n# in the middle\n    y = 2\n\n# of the next\nif a:\n    b\nelse:\n    c\n# at the end\n';
  expect(read(text)?.statements.map(({ lead, lines }) => [lead.length, lines.length])).toEqual([
    [1, 6],
    [2, 4],
  ]);
  expect(read(text)?.rest.map(({ lines }) => lines)).toEqual([['# at the end\n']]);
});

test('the inside of a statement is none', () => {
  const [, inside] = readLogicalLines(['def f():\n', '    a\n']) ?? [];
  expect(statementsOf(inside === undefined ? [] : [inside])).toBeUndefined();
});
