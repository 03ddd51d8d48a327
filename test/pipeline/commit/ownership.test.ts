import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import { giveToOwner } from '../../../generators/pipeline/commit/ownership.js';
import { makeRepository } from '../../../generators/pipeline/run/after/git.js';
import { plainFile } from '../../../generators/pipeline/tree.js';
import { fill, inScratch } from './scene.js';

const isRoot = process.getuid?.() === 0;
const USER = 1234;
const ownerOf = (root: string, path: string): number => statSync(join(root, path)).uid;

describe('what root writes in the project of somebody else', () => {
  it.runIf(isRoot)('belongs to the owner of the file that stood there, else of the folder', () =>
    inScratch(async (root) => {
      fill(root, { 'a.txt': 'old' });
      mkdirSync(join(root, 'docs'));
      for (const path of ['', 'a.txt', 'docs']) chownSync(join(root, path), USER, USER);
      const old = plainFile(Buffer.from('old'));
      const fresh = plainFile(Buffer.from('new'));
      const put = (path: string) => ({ path, before: undefined, after: fresh });
      await commit(root, [{ path: 'a.txt', before: old, after: fresh }, put('docs/b.txt'), put('deep/er/c.txt'), put('d.txt')]);
      const paths = ['a.txt', 'docs/b.txt', 'deep', 'deep/er', 'deep/er/c.txt', 'd.txt'];
      expect(paths.map((path) => ownerOf(root, path))).toEqual(paths.map(() => USER));
    }),
  );

  it.runIf(isRoot)('belongs to the owner of the folder where all of it is new, also what is ours and what git made', () =>
    inScratch(async (root) => {
      chownSync(root, USER, USER);
      const put = (path: string) => ({ path, before: undefined, after: plainFile(Buffer.from('new')) });
      await commit(root, [put('.mlops/pack'), put('.mlops/rendered/a'), put('a.txt')]);
      await makeRepository(root, ['a.txt']);
      const paths = ['.mlops', '.mlops/pack', '.mlops/rendered', '.mlops/rendered/a', 'a.txt', '.git', '.git/HEAD', '.git/refs/heads'];
      expect(paths.map((path) => ownerOf(root, path))).toEqual(paths.map(() => USER));
    }),
  );

  it('is left to whom it belongs where that is who writes', () =>
    inScratch((root) => {
      fill(root, { 'a.txt': 'x' });
      const steps: string[] = [];
      giveToOwner(join(root, 'a.txt'), join(root, 'a.txt'), new Disk((action) => steps.push(action)));
      expect(steps).toEqual([]);
      expect(existsSync(join(root, 'a.txt'))).toBe(true);
    }));
});
