import { describe, expect, test } from 'vitest';
import { readPythonNames } from '../../../generators/pipeline/uses/python_names.js';

const defined = (text: string): string[] => [...readPythonNames(text).defined].sort();

describe('the names of a module', () => {
  test.each([
    ['functions, classes and their like', 'def a(x):\n    y = 1\nasync def b(): ...\n@dec\nclass C:\n    z = 1\n', ['C', 'a', 'b']],
    ['variables, several at once', 'a = 1\nb: int = 2\nc: int\n(d, e.f), *g = h\ni = j = k\n', ['a', 'b', 'c', 'd', 'g', 'i', 'j']],
    ['what an import brings', 'import a.b\nimport c.d as e\nfrom f import g, h as i\n', ['a', 'e', 'g', 'i']],
    [
      'what comes on a condition',
      'if x:\n    a = 1\nelse:\n    def a(): ...\ntry:\n    import b\nexcept E as e:\n    b = None\n',
      ['a', 'b', 'e'],
    ],
    ['loops and contexts', 'for a, b in c:\n    pass\nwith d as e:\n    pass\n[f for f in g]\n', ['a', 'b', 'e']],
    ['what a function makes global', 'def a():\n    global b\n    b = 1\n', ['a', 'b']],
    ['types', 'type A = int\n', ['A']],
  ])('%s', (_, text, expected) => expect(defined(text)).toEqual(expected));

  test.each([
    ['a star', 'from a import *\n'],
    ['__getattr__', 'def __getattr__(name): ...\n'],
    ['globals()', 'globals().update(a=1)\n'],
    ['what nobody can read', 'def a(:\n<<<<<<< yours\n'],
  ])('may be more than are written: %s', (_, text) => expect(readPythonNames(text).isOpen).toBe(true));

  test('are not more where a function has the star', () => expect(readPythonNames('a = 1\n').isOpen).toBe(false));
});

test('what is taken of a module is no more than that', () => {
  const { members } = readPythonNames('import a\nimport b\na.x(a.y.z)\ndef f(b):\n    return b.w\n');
  expect(members.get('a')).toEqual(new Set(['x', 'y']));
  expect(members.has('b')).toBe(false);
});

test('an import that a module can do without, its strings, its parameters', () => {
  const { imports, strings, parameters } = readPythonNames(
    '"""Doc."""\ntry:\n    import a\nexcept ImportError: ...\ndef f(b, c=d): return "e"\n',
  );
  expect(imports).toMatchObject([{ module: 'a', isOptional: true }]);
  expect(strings).toEqual(['"e"']);
  expect([...parameters]).toEqual(['b', 'c']);
});
