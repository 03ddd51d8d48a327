import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeFiles } from '../../../generators/pipeline/hygiene/large_files.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { looking, shown } from './kept.js';

const MB = 1_000_000;

/** Looks after these files have grown. */
async function grown(files: Readonly<Record<string, string>>, sizes: Readonly<Record<string, number>>, tracked: readonly string[]) {
  const all = { ...Object.fromEntries(Object.keys(sizes).map((path) => [path, 'x'])), ...files };
  return looking(
    all,
    (kept) => {
      for (const [path, size] of Object.entries(sizes)) truncateSync(join(kept.repository.root, path), size);
      return largeFiles({ ...kept, repository: new Repository(kept.repository.root) });
    },
    { tracked },
  );
}

describe('a large file', () => {
  it('that git would take is told before it does, and above what GitHub takes as an error', async () => {
    const sizes = { 'data/[a].csv': 48 * MB, 'big.bin': 120 * MB, 'fine.bin': 10 * MB };
    expect(shown(await grown({ '.gitignore': 'x' }, sizes, []))).toEqual([
      "error: big.bin has 120 MB, and git would take it | printf '\\n%s\\n' /big.bin >> .gitignore",
      "warning: data/[a].csv has 48 MB, and git would take it | printf '%s\\n' '/data/\\[a\\].csv' >> .gitignore".replace("'%s", "'\\n%s"),
    ]);
  });

  it('that git tracks goes to DVC where there is one', async () => {
    expect(shown(await grown({ '.dvc/config': '' }, { 'data/a.csv': 48 * MB }, ['data/a.csv']))).toEqual([
      'warning: git tracks data/a.csv, which has 48 MB | git rm --cached data/a.csv && dvc add data/a.csv',
    ]);
  });

  it('that git LFS keeps, or that git ignores, is nobody’s burden', async () => {
    const files = { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n', '.gitignore': 'data/\n' };
    expect(await grown(files, { 'a/b.bin': 48 * MB, 'data/a.csv': 48 * MB }, [])).toEqual([]);
  });
});
