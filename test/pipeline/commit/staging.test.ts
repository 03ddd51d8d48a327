import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import { planStaging, stageFiles } from '../../../generators/pipeline/commit/staging.js';
import { create, fill, inScratch, photograph, remove, replace } from './scene.js';

describe('what a write does', () => {
  it('puts whole folders where nothing stood, and single files elsewhere', () =>
    inScratch((root) => {
      fill(root, { 'src/mine.py': 'm' });
      const writes = [create('new/deep/a', 'a'), create('new/b', 'b'), create('src/c.py', 'c')];
      const { units, journal, asides } = planStaging(root, writes);
      expect(units).toEqual(['new', 'src/c.py']);
      expect(journal.folders).toEqual(['new', 'new/deep']);
      expect(asides).toEqual([]);
    }));

  it('takes away what it removes or replaces, and the folders that are empty then', () =>
    inScratch((root) => {
      fill(root, { 'a/b/x': '1', y: 'old' });
      const { asides, emptied } = planStaging(root, [remove('a/b/x', '1'), replace('y', 'old', 'new')]);
      expect(asides.map(({ path }) => path)).toEqual(['a/b/x', 'y']);
      expect(emptied).toEqual(['a/b', 'a']);
    }));

  it('is refused where a file stands for a folder, or what was read is gone', () =>
    inScratch((root) => {
      fill(root, { docs: 'a file' });
      expect(() => planStaging(root, [create('docs/x', 'x')])).toThrow(/docs is a file where a folder is needed/);
      expect(() => planStaging(root, [replace('gone/x', 'a', 'b')])).toThrow(/gone\/x changed/);
    }));

  it('is written beside the project first', () =>
    inScratch((root) => {
      fill(root, { 'stage/': '', y: 'old' });
      stageFiles(root, join(root, 'stage'), [create('new/a', 'a', true), replace('y', 'old', 'new')], new Disk());
      const staged = photograph(join(root, 'stage')).map((line) => line.split(' ').slice(0, 2).join(' '));
      expect(staged.filter((line) => !line.includes('/ '))).toEqual(['new/new/a 755', 'new/y 644']);
      expect(photograph(root)).toContainEqual(expect.stringMatching(/^y 644 /));
    }));
});
