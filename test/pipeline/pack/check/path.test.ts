import { describe, expect, it } from 'vitest';
import { verifyEmittedPath } from '../../../../generators/pipeline/pack/check/path.js';

describe('a path that a pack may not emit', () => {
  it.each([
    '',
    '.',
    '..',
    '../a',
    'a/../b',
    'a//b',
    'a/',
    '/a',
    'C:/a',
    'c:a',
    'a\\b',
    '..\\a',
    '.git/config',
    '.GIT/hooks/pre-commit',
    'a/.git/config',
    'git~1/config',
    '.git',
    '.mlops/pack',
    '.MLOPS/x',
    '.yo-rc.json',
    'a\nb',
    'a\0b',
    'a\u202eb',
    'con',
    'a/NUL.txt',
    'Com1.py',
    'a.',
    'a /b',
    ' a',
    'a:b',
    'a*b',
    'a?',
    'a|b',
    '<a>',
    'x'.repeat(201),
    '\ud800',
  ])('%j', (path) => {
    expect(() => verifyEmittedPath(path)).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it.each([
    'a',
    'a/b.c',
    '.gitignore',
    '.github/workflows/x.yaml',
    '.gitattributes',
    'src/pkgname/__init__.py',
    'console.py',
    'a b.txt',
    'é.md',
    '.mlopsrc',
    '...a',
  ])('but %j it may', (path) => {
    expect(() => verifyEmittedPath(path)).not.toThrow();
  });

  it.each([
    ['../a', 'leaves its folder'],
    ['a/../b', 'leaves its folder'],
    ['/a', 'is absolute'],
    ['c:a', 'is absolute'],
    ['a//b', 'has an empty part'],
    ['a/.git/config', 'belongs to git'],
    ['.mlops/pack', 'belongs to the generator'],
    ['a*b', 'holds "*", which some systems refuse'],
    ['a/NUL.txt', 'has the part "NUL.txt", which Windows keeps for a device'],
    ['a\u202eb', 'contains an invisible character'],
  ])('for a reason that is told: %j %s', (path, reason) => {
    expect(() => verifyEmittedPath(path)).toThrow(
      `The path ${JSON.stringify(path)} ${reason}. Give the file another path inside of the project.`,
    );
  });
});
