import { expect, test } from 'vitest';
import { findHygiene } from '../../../generators/pipeline/hygiene/hygiene.js';
import { looking } from './kept.js';

test('all that should not be in a repository is found in one look, the worst kind first', async () => {
  const files = {
    '.env': 'API_KEY=x\n',
    'outputs/a.log': 'a',
    'src/a.py': '<<<<<<< a\n=======\n>>>>>>> b\n',
    'src/b.py': '',
  };
  const found = await looking(files, findHygiene);
  expect(found.map(({ code }) => code)).toEqual(['secret-tracked', 'folder-tracked', 'conflict-left', 'empty-file']);
});

test('of a repository that holds what it should nothing is told', async () => {
  expect(await looking({ 'src/a.py': 'x = 1\n', 'README.md': '# Demo\n' }, findHygiene)).toEqual([]);
});
