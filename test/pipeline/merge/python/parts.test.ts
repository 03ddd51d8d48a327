import { expect, test } from 'vitest';
import { splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { readLogicalLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';
import { mergeParts } from '../../../../generators/pipeline/merge/python/parts.js';

const parts = (...texts: [string, string, string]) => {
  const [base, yours, next] = texts.map((text) => readLogicalLines(splitLines(text)) ?? []);
  return mergeParts({ base: base ?? [], yours: yours ?? [], next: next ?? [] }, '\n');
};

test('each statement comes from the side that changed it, and what a side takes away is told', () => {
  const merged = parts('import a\nimport b\n', 'import b\nimport c\n', 'import a\nimport d\n');
  expect(merged).toEqual({ lines: ['import d\n', 'import c\n'], dropped: { yours: ['a'], next: ['b'] } });
});
test('what both changed is not for us to say', () => {
  expect(parts('a = 1\n', 'a = 2\n', 'a = 3\n')).toBeUndefined();
});
test('what has an order among its like is not merged', () => {
  expect(parts('go()\n', 'go()\nstop()\n', 'go()\nrun()\n')).toBeUndefined();
});
