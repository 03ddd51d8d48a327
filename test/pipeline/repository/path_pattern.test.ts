import { describe, expect, it } from 'vitest';
import { fitsPattern } from '../../../generators/pipeline/repository/path_pattern.js';

describe('a path fits a pattern', () => {
  it.each([
    ['a/b.py', 'a/b.py', true],
    ['a/b.py', 'a/*.py', true],
    ['a/b/c.py', 'a/*.py', false],
    ['a/b/c.py', 'a/**', true],
    ['a/b/c.py', 'a/', true],
    ['a/', 'a/', true],
    ['ab/c', 'a/', false],
    ['c.py', '**/c.py', true],
    ['a/b/c.py', '**/c.py', true],
    ['a/xc.py', '**/c.py', false],
    ['a/b/c.py', 'a/**/c.py', true],
    ['a/c.py', 'a/**/c.py', true],
    ['a1.py', 'a?.py', true],
    ['a/.py', 'a?.py', false],
    ['**/Dockerfile', '**/Dockerfile', true],
    ['a(b).py', 'a(b).py', true],
    ['', 'a', false],
  ])('%s, %s: %s', (path, pattern, fits) => {
    expect(fitsPattern(path, pattern)).toBe(fits);
  });

  it('in a moment, whatever the pattern is', () => {
    const began = performance.now();
    expect(fitsPattern('a/'.repeat(1500), `${'**/*'.repeat(100)}b`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
