import { describe, expect, it } from 'vitest';
import { readModule } from '../../../generators/pipeline/evidence/python_module.js';

describe('a module', () => {
  it('is what it imports, with lines, and the rest of its code', () => {
    const text = 'import a\nfrom b import (\n    c as d,\n)\nx = d(a)\nimport e \\\n    as f; y = 1\n';
    const { imports, rest } = readModule({ text, lines: 7 });
    expect(imports.map(({ imported, line }) => [imported.module, line])).toEqual([
      ['a', 1],
      ['b', 2],
      ['e', 6],
    ]);
    expect(rest.trim().split('\n')).toEqual(['x = d(a)', ' y = 1']);
  });

  it('is read once', () => {
    const code = { text: 'import a\n', lines: 1 };
    expect(readModule(code)).toBe(readModule(code));
  });
});
