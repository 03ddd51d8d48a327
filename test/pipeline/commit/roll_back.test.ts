import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import { checksum, type Journal } from '../../../generators/pipeline/commit/journal.js';
import { rollBack } from '../../../generators/pipeline/commit/roll_back.js';
import { fill, inScratch, photograph } from './scene.js';

const disk = new Disk();
const JOURNAL: Journal = {
  asides: ['a'],
  puts: [{ path: 'b', sum: checksum(Buffer.from('b')) }],
  folders: ['c'],
  emptied: [{ path: 'd', mode: 0o755 }],
};

describe('an unfinished write that is taken back', () => {
  it('can be followed twice: the second time changes nothing', () =>
    inScratch((root) => {
      fill(root, { b: 'b', 'c/': '', 'stage/new/': '', 'stage/old/0': 'a' });
      expect(rollBack(root, join(root, 'stage'), JOURNAL, disk)).toEqual([]);
      const then = photograph(root);
      expect(then.map((line) => line.split(' ')[0])).toEqual(['/', 'a', 'stage/', 'stage/new/', 'stage/new/b', 'stage/old/']);
      rollBack(root, join(root, 'stage'), JOURNAL, disk);
      expect(photograph(root)).toEqual(then);
    }));

  it('restores a file also where somebody made another in its place, or a file of its folder', () =>
    inScratch((root) => {
      fill(root, {
        x: 'now a file',
        y: 'new',
        'y.edited': 'taken',
        'stage/old/0': 'old x',
        'stage/old/1': 'old y',
      });
      const journal: Journal = { asides: ['x/a', 'y'], puts: [], folders: [], emptied: [{ path: 'x', mode: 0o750 }] };
      expect(rollBack(root, join(root, 'stage'), journal, disk)).toEqual(['x.edited', 'y.edited.1']);
      expect(photograph(root).map((line) => line.split(' ').slice(0, 2).join(' '))).toContain('x/ 750');
    }));
});
