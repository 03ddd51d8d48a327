import { describe, expect, it } from 'vitest';
import { emptyFiles } from '../../../generators/pipeline/hygiene/empty_files.js';
import { looking, shown } from './kept.js';

describe('an empty file', () => {
  it('is told with the command that removes it', async () => {
    expect(shown(await looking({ 'src/visualize.py': '', 'notes.md': '' }, emptyFiles, { tracked: ['src/visualize.py'] }))).toEqual([
      'warning: notes.md has nothing in it | rm notes.md',
      'warning: src/visualize.py has nothing in it | git rm src/visualize.py',
    ]);
  });

  it('is told with the others of its folder where they are many', async () => {
    const files = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`tests/test_${name}.py`, '']));
    expect(shown(await looking(files, emptyFiles))).toEqual([
      'warning: 4 files in tests/ have nothing in them | find tests -maxdepth 1 -type f -empty',
    ]);
  });

  it('is fine where being there is what it is for, and never advised to go where it is a record', async () => {
    const files = {
      '.yo-rc.json': '',
      '.mlops/pack': '',
      'src/a/__init__.py': '',
      'data/.gitkeep': '',
      'src/a/py.typed': '',
      'docs/.nojekyll': '',
    };
    expect(await looking(files, emptyFiles)).toEqual([]);
  });
});
