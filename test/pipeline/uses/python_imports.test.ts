import { describe, expect, test } from 'vitest';
import { readImport, roughImports } from '../../../generators/pipeline/uses/python_imports.js';

const said = (statement: string): unknown[] => readImport(statement).map(({ module, names, as }) => [module, names, as]);

describe('an import statement', () => {
  test.each([
    ['import demo.api', [['demo.api', [], 'demo']]],
    [
      'import demo.api as a, torch',
      [
        ['demo.api', [], 'a'],
        ['torch', [], 'torch'],
      ],
    ],
    ['from demo import api', [['demo', [{ name: 'api', as: 'api' }], '']]],
    ['from . import api as a', [['.', [{ name: 'api', as: 'a' }], '']]],
    ['from ..core.api import *', [['..core.api', '*', '']]],
    [
      'from .api import (\n    a,  # the app\n    b as c,\n)',
      [
        [
          '.api',
          [
            { name: 'a', as: 'a' },
            { name: 'b', as: 'c' },
          ],
          '',
        ],
      ],
    ],
    ['from demo \\\n    import api', [['demo', [{ name: 'api', as: 'api' }], '']]],
  ])('%s', (statement, expected) => expect(said(statement)).toEqual(expected));
});

test('without a parser none of them is overlooked', () => {
  const text = 'import a\nif x: import b\ndef f():\n    from c import (\n        d,\n        e,\n    )\nx = 1; from .g import h\n';
  expect(roughImports(text).imports.map(({ module }) => module)).toEqual(['a', 'b', 'c', '.g']);
  expect(roughImports('a.b(a.c)  # a.d\n').membersOf('a')).toEqual(['b', 'c']);
});
