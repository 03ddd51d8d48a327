import { describe, expect, test } from 'vitest';
import { commentFor } from '../../../generators/pipeline/template/comment.js';

describe('the heading of a part', () => {
  test.each([
    ['Makefile', '# CI'],
    ['src/.gitignore', '# CI'],
    ['requirements_dev.txt', '# CI'],
    ['.github/dependabot.yaml', '# CI'],
    ['main.go', '// CI'],
    ['src/index.ts', '// CI'],
    ['paper.tex', '% CI'],
    ['schema.sql', '-- CI'],
    ['setup.ini', '; CI'],
    ['docs/index.rst', '.. CI'],
    ['README.md', '<!-- CI -->'],
    ['index.html', '<!-- CI -->'],
    ['style.css', '/* CI */'],
  ])('is a comment of the language of %s', (path, comment) => {
    expect(commentFor(path, 'CI')).toBe(comment);
  });

  test.each(['data.json', 'table.csv', 'notes.txt', 'LICENSE', 'constructor'])('is left out of %s, which has no comments', (path) => {
    expect(commentFor(path, 'CI')).toBeUndefined();
  });

  test('ends where it should, whatever the stage is called', () => {
    expect(commentFor('a.md', 'A --> B')).toBe('<!-- A - -> B -->');
    expect(commentFor('a.css', 'A */ B')).toBe('/* A * / B */');
  });
});
