import { expect, test } from 'vitest';
import { unchanged } from '../../../generators/pipeline/merge/changes.js';
import { isGuard, isIgnoreFile, touchesGuard } from '../../../generators/pipeline/uses/guard_files.js';
import { create, remove } from '../commit/scene.js';

test('files that hide others', () => {
  expect(['.gitignore', 'data/.gitignore', '.dockerignore', 'api.dockerfile.dockerignore', 'gitignore', 'a.py'].map(isGuard)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(isIgnoreFile('.dockerignore')).toBe(false);
});

test('only what takes one away, or changes it, is of interest', () => {
  const change = unchanged('a/.gitignore', 1);
  expect(touchesGuard({ ...change, writes: [create('a/.gitignore', 'x\n')] })).toBe(false);
  expect(touchesGuard({ ...change, writes: [remove('a/.gitignore', 'x\n')] })).toBe(true);
});
