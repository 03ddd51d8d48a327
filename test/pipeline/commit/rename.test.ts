import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../../generators/pipeline/change.js';
import { Disk, type Step } from '../../../generators/pipeline/commit/disk.js';
import { renameIntoPlace } from '../../../generators/pipeline/commit/rename.js';
import { planStaging, stageFiles } from '../../../generators/pipeline/commit/staging.js';
import { create, fill, inScratch, remove, replace } from './scene.js';

/** Stages writes, and brings them into place. */
function bring(root: string, writes: readonly Write[], step?: Step): void {
  const stage = join(root, 'stage');
  const staging = planStaging(root, writes);
  stageFiles(root, stage, writes, new Disk());
  renameIntoPlace(root, stage, staging, new Disk(step));
}

describe('bringing files into place', () => {
  it('takes away first what goes, then puts what comes', () =>
    inScratch((root) => {
      fill(root, { 'stage/': '', 'a/x': '1', y: 'old' });
      bring(root, [remove('a/x', '1'), create('a', 'a file'), replace('y', 'old', 'new'), create('b/c', 'c')]);
      expect(['a', 'y', 'b/c'].map((path) => readFileSync(join(root, path), 'utf8'))).toEqual(['a file', 'new', 'c']);
      expect(readFileSync(join(root, 'stage/old/1'), 'utf8')).toBe('old');
    }));

  it('refuses a file that is another one than was read', () =>
    inScratch((root) => {
      fill(root, { 'stage/': '', y: 'edited' });
      expect(() => bring(root, [replace('y', 'old', 'new')])).toThrow(/y changed while the command ran/);
    }));

  it('never goes over a file that came to stand there', () =>
    inScratch((root) => {
      fill(root, { 'stage/': '' });
      const theirs = (): void => writeFileSync(join(root, 'x'), 'theirs');
      const step: Step = (action) => (action === 'rename' && !existsSync(join(root, 'x')) ? theirs() : undefined);
      expect(() => bring(root, [create('x', 'ours')], step)).toThrow(/x changed/);
      expect(readFileSync(join(root, 'x'), 'utf8')).toBe('theirs');
    }));
});
