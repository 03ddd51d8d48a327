import { expect, test } from 'vitest';
import { FolderAfter } from '../../../generators/pipeline/uses/folder_after.js';
import { create, fill, inScratch, remove, replace } from '../commit/scene.js';

test('a project as its writes will leave it', () =>
  inScratch((root) => {
    fill(root, { 'a/b/c.py': 'c\n', 'a/b/__pycache__/c.pyc': '', 'a/d.py': 'd\n', 'e.txt': 'e\n', 'f.bin': '\0' });
    const after = new FolderAfter(root, [remove('a/b/c.py', 'c\n'), replace('e.txt', 'e\n', 'E\n'), create('g/h/i.py', 'i\n')]);
    expect([...after.list('')].sort()).toEqual([
      ['a', 'folder'],
      ['e.txt', 'file'],
      ['f.bin', 'file'],
      ['g', 'folder'],
    ]);
    expect(['a/b', 'a/b/c.py', 'a/d.py', 'g/h', 'g/h/i.py', 'x/y'].map((path) => after.at(path))).toEqual([
      undefined,
      undefined,
      'file',
      'folder',
      'file',
      undefined,
    ]);
    expect(['a/b/c.py', 'a/d.py', 'e.txt', 'f.bin', 'g/h/i.py', 'a'].map((path) => after.text(path))).toEqual([
      undefined,
      'd\n',
      'E\n',
      undefined,
      'i\n',
      undefined,
    ]);
  }));
