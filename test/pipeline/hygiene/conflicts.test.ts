import { describe, expect, it } from 'vitest';
import { conflictsLeft } from '../../../generators/pipeline/hygiene/conflicts.js';
import { looking, shown } from './kept.js';

const CONFLICT = 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n';

describe('what a conflict left', () => {
  it('is told with the line of its markers', async () => {
    expect(shown(await looking({ 'src/a.py': CONFLICT, 'b.md': CONFLICT.replaceAll('\n', '\r\n') }, conflictsLeft))).toEqual([
      "error: b.md:2 still has the markers of a conflict: keep one side, or what both say | git grep -n -e '^<<<<<<<' -e '^>>>>>>>' -- b.md",
      "error: src/a.py:2 still has the markers of a conflict: keep one side, or what both say | git grep -n -e '^<<<<<<<' -e '^>>>>>>>' -- src/a.py",
    ]);
  });

  it('is no heading of Markdown, no other order of the signs, and nothing in a file that git does not track', async () => {
    const files = {
      'a.md': 'Title\n=======\n',
      'b.txt': '>>>>>>> x\n=======\n<<<<<<< y\n',
      'c.txt': '<<<<<<< unfinished\n',
      'd.txt': CONFLICT,
    };
    expect(await looking(files, conflictsLeft, { tracked: ['a.md', 'b.txt', 'c.txt'] })).toEqual([]);
  });

  it('is the version of the generator beside a file, and not a file of that name alone', async () => {
    const files = { 'a.png': 'x', 'a.png.generated': 'y', 'b.ipynb': 'x', 'b.ipynb.generated.1': 'y', 'alone.generated': 'z' };
    expect(shown(await looking(files, conflictsLeft, { tracked: ['a.png', 'a.png.generated'] }))).toEqual([
      'warning: a.png.generated was left from a conflict with a.png | git rm a.png.generated',
      'warning: b.ipynb.generated.1 was left from a conflict with b.ipynb | rm b.ipynb.generated.1',
    ]);
  });
});
