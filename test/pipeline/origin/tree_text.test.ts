import { expect, test } from 'vitest';
import { countsOf, type FolderOrigin, type SortedFile } from '../../../generators/pipeline/origin/folder_origin.js';
import { treeText } from '../../../generators/pipeline/origin/tree_text.js';
import { width } from '../../../generators/pipeline/terminal/columns.js';
import type { Terminal } from '../../../generators/pipeline/terminal/terminal.js';
import { terminal } from '../terminal_stub.js';

function shown(files: readonly SortedFile[], full = false, more: Partial<Terminal> = {}): string {
  const pack = { id: 'small', title: 'A small course', revision: 1 };
  const origin: FolderOrigin = { kind: 'folder', folder: '/p', path: 'src', pack, counts: countsOf(files), files, cut: false };
  return treeText(origin, { full }, terminal(more));
}

const FILES: readonly SortedFile[] = [
  { path: 'src/a/b.py', state: 'edited' },
  { path: 'src/a/c.py', state: 'deleted' },
  { path: 'src/mine.py', state: 'own' },
  { path: 'src/x.py', state: 'unchanged' },
];

test('a folder is a tree with a mark for each file, and what there is of each kind', () => {
  expect(shown(FILES)).toBe(`src/
  a/
    ~ b.py
    - c.py
  + mine.py
  = x.py

= 1 unchanged   ~ 1 edited   - 1 deleted   + 1 yours
Generated from the pack small, revision 1.
`);
});

test('deep and large folders are cut, what was changed is not, and --full shows all', () => {
  const many = Array.from(
    { length: 50 },
    (_, index): SortedFile => ({ path: `src/${index}.py`, state: index === 49 ? 'edited' : 'unchanged' }),
  );
  const deep: SortedFile = { path: 'src/a/b/c/d/e/f.py', state: 'own' };
  const text = shown([deep, ...many]);
  expect(text).toContain('        d/  … 1 yours\n');
  expect(text).toContain('  ~ 49.py\n  … and 30 more files\n');
  expect(text).toContain('--full shows every file');
  expect(shown([deep, ...many], true)).toContain('            + f.py\n');
});

test('a narrow terminal gets short lines, and colours only where they are wanted', () => {
  const long: SortedFile = { path: `src/${'long_'.repeat(20)}.py`, state: 'own' };
  const lines = shown([...FILES, long], false, { columns: 30 }).split('\n');
  expect(lines.filter((line) => width(line) > 30)).toEqual([]);
  expect(lines).toContain('~ 1 edited');
  expect(shown(FILES)).not.toContain('\u001b');
  expect(shown(FILES, false, { color: true })).toContain('\u001b[33m    ~ b.py\u001b[39m');
});

test('names that would move the cursor are shown as codes', () => {
  expect(shown([{ path: 'src/\u001b[2J', state: 'own' }])).toContain('  + \\u001b[2J\n');
});
