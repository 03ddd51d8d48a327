import { describe, expect, it } from 'vitest';
import { isTextName, readCode } from '../../../generators/pipeline/repository/code.js';

describe('what a text says besides comments', () => {
  it.each([
    ['a.yaml', 'a: 1 # no\n# no\nb: 2\n', 'a: 1 \n\nb: 2\n'],
    ['Dockerfile', '# FROM x\nFROM y\n', '\nFROM y\n'],
    ['dockerfiles/train.Dockerfile', '# FROM x\nFROM y\n', '\nFROM y\n'],
    ['.github/CODEOWNERS', '# * @me\n* @you\n', '\n* @you\n'],
    ['.coveragerc', '# [run]\n; [report]\n[run]\n', '\n\n[run]\n'],
    ['.dvc/config', '; url = a\n[core]\n', '\n[core]\n'],
    ['README.md', 'a <!-- b\nc --> d\n# title\n', 'a \n d\n# title\n'],
    ['load.js', '// import k6\n/* a\nb */\nimport http from "k6/http"; // x\n', '\n\n\nimport http from "k6/http"; // x\n'],
    ['main.tf', '// a\n# b\nresource "c" {}\n', '\n\nresource "c" {}\n'],
    ['a.json', '{"#": 1}', '{"#": 1}'],
  ])('in %s', (path, text, code) => {
    expect(readCode(path, text).text).toBe(code);
  });

  it('is counted in lines', () => {
    expect(readCode('.env.example', '# A=1\nB=2\n\nC=3 # x\n').lines).toBe(2);
    expect(readCode('a.py', '"""Doc."""\n# no\nx = 1\n').lines).toBe(1);
  });
});

describe('the name of a file', () => {
  it.each(['a.py', 'a.yaml', 'Makefile', '.gitignore', 'a.md', 'a.json', 'a.tf', 'dockerfiles/a.dockerfile'])(
    '%s is that of a text',
    (name) => {
      expect(isTextName(name)).toBe(true);
    },
  );

  it.each(['a.png', 'model.pt', 'a.zip', 'raw.npz'])('%s is not', (name) => {
    expect(isTextName(name)).toBe(false);
  });
});
