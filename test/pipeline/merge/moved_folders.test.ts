import { describe, expect, test } from 'vitest';
import { destinationsOf, joined, movedPath, moveOf } from '../../../generators/pipeline/merge/moved_folders.js';
import { nameOf, parentOf } from '../../../generators/pipeline/tree.js';
import { type Files, rendered } from './trees.js';

const BASE: Files = {
  'src/p/__init__.py': '',
  'src/p/data.py': 'import torch\n\ndef load():\n    return torch.zeros(3)\n',
  'src/p/train.py': 'from p.data import load\n\nprint(load())\n',
};

function places(found: Files): string[] {
  return destinationsOf('src/p', rendered(BASE), rendered(found));
}

describe('a folder of which nothing is left', () => {
  test('is where its files are now, also with other imports', () => {
    const train = 'from catnet.data import load\n\nprint(load())\n';
    expect(places({ 'src/catnet/data.py': BASE['src/p/data.py'] ?? '', 'src/catnet/train.py': train })).toEqual(['src/catnet']);
  });
  test('is found at the top, and deep below', () => {
    expect(places({ 'data.py': BASE['src/p/data.py'] ?? '' })).toEqual(['']);
    expect(places({ 'a/b/c/data.py': BASE['src/p/data.py'] ?? '' })).toEqual(['a/b/c']);
  });
  test('is nowhere where other files have the names of its files, and where most of it is gone', () => {
    expect(places({ 'src/q/data.py': 'x = 1\n', 'src/q/train.py': 'y = 1\n' })).toEqual([]);
    const base = rendered({ ...BASE, 'src/p/model.py': 'm = 1\n', 'src/p/loop.py': 'l = 1\n' });
    expect(destinationsOf('src/p', base, rendered({ 'q/loop.py': 'l = 1\n' }))).toEqual([]);
  });
  test('is in two places where there are two copies', () => {
    const data = BASE['src/p/data.py'] ?? '';
    expect(places({ 'old/p/data.py': data, 'src/catnet/data.py': data })).toEqual(['old/p', 'src/catnet']);
  });
  test('is nowhere where its files are empty', () => {
    expect(destinationsOf('models', rendered({ 'models/.gitkeep': '' }), rendered({ 'data/.gitkeep': '' }))).toEqual([]);
  });
});

test('a path follows the innermost folder that moved', () => {
  const moves = [
    { from: 'tests', to: 'test' },
    { from: 'tests/unittests', to: 'test/unit' },
  ];
  const paths = ['tests/conftest.py', 'tests/unittests/test_a.py', 'testsuite/a.py'];
  expect(paths.map((path) => movedPath(path, moves))).toEqual(['test/conftest.py', 'test/unit/test_a.py', 'testsuite/a.py']);
  expect(moveOf('testsuite/a.py', moves)).toBeUndefined();
  expect([joined('', 'a'), joined('b', 'a'), parentOf('a/b/c'), parentOf('c'), nameOf('a/b/c')]).toEqual(['a', 'b/a', 'a/b', '', 'c']);
});
