import { describe, expect, it } from 'vitest';
import { globForm } from '../../../generators/pipeline/repository/glob.js';

describe('a pattern', () => {
  it.each([
    ['**/*.py', 'a.py', true],
    ['**/*.py', 'a/b/c.py', true],
    ['*.py', 'a/b.py', false],
    ['src/*/data.py', 'src/x/data.py', true],
    ['src/*/data.py', 'src/x/y/data.py', false],
    ['src/**', 'src/x/y', true],
    ['a?.py', 'ab.py', true],
    ['a?.py', 'a/.py', false],
    ['*.{yaml,yml}', 'a.yml', true],
    ['{**/*.sh,Makefile}', 'a/b.sh', true],
    ['{**/*.sh,Makefile}', 'a/Makefile', false],
    ['{test_*,*_test}.py', 'x_test.py', true],
    ['a.py', 'aXpy', false],
    ['a+(b)[c].py', 'a+(b)[c].py', true],
    ['{a', '{a', true],
  ])('%s on %s: %s', (pattern, path, fits) => {
    expect(globForm(pattern).test(path)).toBe(fits);
  });
});
