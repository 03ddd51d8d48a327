import { expect, test } from 'vitest';
import { FolderAfter } from '../../../generators/pipeline/uses/folder_after.js';
import { leftBehind } from '../../../generators/pipeline/uses/left_behind.js';
import { fill, inScratch, remove } from '../commit/scene.js';

test("a person's own modules are named where the package leaves their folder", () =>
  inScratch((root) => {
    fill(root, { 'old/a.py': 'a\n', 'old/b/c.py': 'c\n', 'old/notes.txt': '', 'old/ours.py': 'o\n' });
    const after = new FolderAfter(root, [remove('old/ours.py', 'o\n')]);
    expect(leftBehind(after, 'old', 'src/old')).toEqual([
      { fact: 'The package is in src/old/ now, and old/a.py and 1 more of yours stay in old/: what you still need has to move' },
    ]);
    const nearlyEmpty = new FolderAfter(root, [remove('old/ours.py', 'o\n'), remove('old/a.py', 'a\n'), remove('old/b/c.py', 'c\n')]);
    expect(leftBehind(nearlyEmpty, 'old', 'src/old')).toEqual([]);
    expect(leftBehind(after, 'old', 'old')).toEqual([]);
  }));
