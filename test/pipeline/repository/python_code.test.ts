import { describe, expect, it } from 'vitest';
import { readPythonCode } from '../../../generators/pipeline/repository/python_code.js';

describe('the code of a Python module', () => {
  it.each([
    ['comments', 'x = 1  # why\n# all of it\ny = "#"\n', 'x = 1  \n\ny = "#"\n'],
    ['documentation', '"""Of\na module."""\n\ndef f():\n    \'\'\'Of f.\'\'\'\n    return "a"\n', '\n\n\ndef f():\n    \n    return "a"\n'],
    ['documentation in several strings', '"a" \'b\' \\\n"c"\nx = 1\n', ' \\\n\nx = 1\n'.replace(' \\\n', '\n')],
    ['documentation with a prefix', 'def f():\n    r"""Of f."""\n', 'def f():\n    \n'],
  ])('has no %s', (_, source, code) => {
    expect(readPythonCode(source).text.replaceAll(/[ \\]+$/gm, '')).toBe(code.replaceAll(/[ \\]+$/gm, ''));
  });

  it.each([
    ['a text that is a value', 'x = """a"""\n'],
    ['a text that is called', '"a".join(x)\n'],
    ['texts in brackets', 'x = [\n    "a",\n]\n'],
    ['a word with the letters of a prefix', 'buf = f("a")\n'],
  ])('keeps %s', (_, source) => {
    expect(readPythonCode(source).text).toBe(source);
  });

  it.each([
    'match x:\n    case {"a": [1, *_]}:\n        pass\n',
    'if (n := len(x)) > 1:\n    @cache\n    def f(a, /, *, b): ...\n',
    'x = 1 + \\\n    2\n',
    'x = f"{a["b"]}" rf"\\d{n}" b"\\x00"\n',
    "p = r'\\''\n",
    'x = (  # a ( in a comment\n    ")",\n)\r\ny = 1\r\n',
    '\ufeffx = 1\n',
  ])('finds no fault in %j', (source) => {
    expect(readPythonCode(source).fault).toBeUndefined();
  });

  it.each([
    ['x = (1,\n', { line: 1, what: 'a "(" that is never closed' }],
    ['x = 1\ny = 2]\n', { line: 2, what: 'a "]" that closes nothing' }],
    ['x = (1]\n', { line: 1, what: 'a "]" that closes nothing' }],
    ['"""\na\n"""\nx = "a\n', { line: 4, what: 'a string that never ends' }],
    ['<<<<<<< HEAD\nx = "\n', { line: 2, what: 'a string that never ends' }],
  ])('says what is wrong in %j', (source, fault) => {
    expect(readPythonCode(source).fault).toEqual(fault);
  });

  it.each([
    ['strings that never end', '"""\'\'\'f"{'.repeat(60_000)],
    ['brackets', '('.repeat(500_000)],
    ['strings in one statement', '"a" '.repeat(200_000)],
    ['fields in fields', 'f"{'.repeat(250_000)],
    ['documentation', '"""a"""\n'.repeat(100_000)],
    ['backslashes', '"\\'.repeat(400_000)],
  ])('is read soon of a megabyte of %s', (_, source) => {
    const start = Date.now();
    readPythonCode(source);
    expect(Date.now() - start).toBeLessThan(5000);
  });
});
