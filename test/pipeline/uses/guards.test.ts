import { describe, expect, test } from 'vitest';
import type { Change, Write } from '../../../generators/pipeline/change.js';
import { keepGuards } from '../../../generators/pipeline/uses/guards.js';
import { fill, inScratch, remove, replace } from '../commit/scene.js';

function change(write: Write): Change {
  return { path: write.path, outcome: write.after === undefined ? 'removed' : 'updated', rule: 3, writes: [write] };
}

/** What becomes of a write in a folder of some files, and what is said. */
async function kept(files: Readonly<Record<string, string>>, write: Write, ...others: readonly Write[]): Promise<Change | undefined> {
  let found: Change | undefined;
  await inScratch((root) => {
    fill(root, files);
    found = keepGuards(root, { changes: [write, ...others].map(change) }).changes[0];
  });
  return found;
}

const DVC = '/config.local\n/tmp\n/cache\n';

describe('an ignore file that nothing generates any more', () => {
  test('stays as long as it hides a password or a cache, and says so', async () => {
    const files = { '.dvc/.gitignore': DVC, '.dvc/config.local': 'password', '.dvc/cache/files/aa': 'x', '.dvc/tmp/': '' };
    const found = await kept(files, remove('.dvc/.gitignore', DVC));
    expect(found).toMatchObject({ outcome: 'kept', writes: [] });
    expect(found?.note).toBe('It stays, as it still hides .dvc/cache, .dvc/config.local from git; remove it when they are gone.');
  });
  test('goes where it hides nothing', async () => {
    expect(await kept({ '.dvc/.gitignore': DVC, '.dvc/tmp/': '' }, remove('.dvc/.gitignore', DVC))).toMatchObject({ outcome: 'removed' });
  });
  test('goes where another one hides the same', async () => {
    const files = { '.gitignore': '/.dvc/cache/\n', '.dvc/.gitignore': DVC, '.dvc/cache/x': 'x' };
    expect(await kept(files, remove('.dvc/.gitignore', DVC))).toMatchObject({ outcome: 'removed' });
  });
  test('stays where the other one goes with it', async () => {
    const files = { '.gitignore': '/.dvc/cache/\n', '.dvc/.gitignore': DVC, '.dvc/cache/x': 'x' };
    const others = remove('.gitignore', '/.dvc/cache/\n');
    expect(await kept(files, remove('.dvc/.gitignore', DVC), others)).toMatchObject({ outcome: 'kept' });
  });
  test('goes with what it hides', async () => {
    const files = { 'data/.gitignore': '/a\n', 'data/a': 'x' };
    expect(await kept(files, remove('data/.gitignore', '/a\n'), remove('data/a', 'x'))).toMatchObject({ outcome: 'removed' });
  });
});

test('lines that still hide something stay in an ignore file that changes', async () => {
  const found = await kept({ '.gitignore': 'a\nb\n', b: 'x' }, replace('.gitignore', 'a\nb\n', 'a\nc\n'));
  expect(found).toMatchObject({ outcome: 'merged', note: 'The lines that still hide b from git stay.' });
  expect(found?.writes[0]?.after?.bytes.toString()).toBe('a\nc\nb\n');
});

describe('what keeps secrets out of an image', () => {
  test.each([
    ['stays as long as one is built', 'dockerfiles/api.dockerfile', 'kept'],
    ['goes with the last one', 'notes.md', 'removed'],
  ])('%s', async (_, path, outcome) => {
    expect(await kept({ '.dockerignore': '*\n', [path]: 'x' }, remove('.dockerignore', '*\n'))).toMatchObject({ outcome });
  });
});
