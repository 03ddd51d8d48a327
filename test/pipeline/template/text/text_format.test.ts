import { describe, expect, it } from 'vitest';
import { isActive, textFormatOf } from '../../../../generators/pipeline/template/text/text_format.js';

describe('the format of a file', () => {
  it.each([
    ['pyproject.toml', 'toml'],
    ['mkdocs.yml', 'yaml'],
    ['CITATION.cff', 'yaml'],
    ['.devcontainer.json', 'json'],
    ['src/x/__init__.py', 'python'],
    ['docs/INDEX.MD', 'markdown'],
    ['LICENSE', 'plain'],
    ['notes.txt', 'plain'],
    ['docs/index.rst', 'rest'],
    ['run.sh', 'shell'],
    ['app.ini', 'settings'],
    ['tox.ini', undefined],
    ['table.csv', 'table'],
    ['Dockerfile', undefined],
    ['.toml', undefined],
    ['configs/a.yaml', undefined],
  ])('of %s is %s', (path, format) => {
    expect(textFormatOf(path)).toBe(format);
  });

  it('is acted on in some files, whatever they are called above', () => {
    expect(['Makefile', 'sub/Dockerfile', 'main.go', 'a.yml'].map(isActive)).toEqual([true, true, false, false]);
  });

  it('is plain where the author says so and there is no encoder, and never where a reader would act on it', () => {
    expect(['main.go', 'app.ini', 'a.py', 'Dockerfile', '.github/workflows/a.yml'].map((path) => textFormatOf(path, 'as-is'))).toEqual([
      'plain',
      'plain',
      'python',
      undefined,
      undefined,
    ]);
  });
});
