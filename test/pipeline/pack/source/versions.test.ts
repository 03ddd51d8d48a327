import { describe, expect, it } from 'vitest';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

describe('versions.txt', () => {
  it('reads versions with the first version that is not wanted', async () => {
    const pack = await readPack({
      'pack.yml': 'id: x\n',
      'versions.txt': '# tools\n\ntorch==2.13.0\nruff==0.17.6 # fast\ntyper==0.29.2  # <1, stable enough\n',
      's/files/a': '',
    });
    expect(pack.versions).toEqual({
      torch: { version: '2.13.0', below: '3' },
      ruff: { version: '0.17.6', below: '0.18' },
      typer: { version: '0.29.2', below: '1' },
    });
  });

  it('takes what pip takes for a version, with blanks around, and counts on from its first numbers', async () => {
    const pack = await readPack({ 'pack.yml': 'id: x\n', 'versions.txt': ' a == 1.0rc1 \nb==2024.1.post1+cpu\nc==0\nd==1!2.0\n' });
    expect(Object.values(pack.versions)).toEqual([
      { version: '1.0rc1', below: '2' },
      { version: '2024.1.post1+cpu', below: '2025' },
      { version: '0', below: '0.1' },
      { version: '1!2.0', below: '2' },
    ]);
  });
});

describe('a line of versions.txt that is none', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a version without a number', { 'pack.yml': 'id: x\n', 'versions.txt': 'a==1\nb>=2\n' }, 'versions.txt:2: This line is not a version'],
    ['an option of pip', { 'pack.yml': 'id: x\n', 'versions.txt': '-r other.txt\n' }, 'versions.txt:1: This line is not a version'],
    ['a version twice', { 'pack.yml': 'id: x\n', 'versions.txt': 'a==1\na==2\n' }, 'versions.txt:2: a has a version already'],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(expected);
  });
});
