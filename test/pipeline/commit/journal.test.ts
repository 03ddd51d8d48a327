import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import {
  checksum,
  closeJournal,
  isOwnPath,
  type Journal,
  journalState,
  openJournal,
  readJournal,
} from '../../../generators/pipeline/commit/journal.js';
import { recover } from '../../../generators/pipeline/commit/recover.js';
import { rollBack } from '../../../generators/pipeline/commit/roll_back.js';
import { fill, inScratch, photograph } from './scene.js';

const disk = new Disk();
const JOURNAL: Journal = {
  asides: ['a'],
  puts: [{ path: 'b', sum: checksum(Buffer.from('b')) }],
  folders: ['c'],
  emptied: [{ path: 'd', mode: 0o755 }],
};

describe('the journal', () => {
  it('tells a write that has not begun, is unfinished, or is done', () =>
    inScratch((stage) => {
      expect(journalState(stage)).toBe('not begun');
      openJournal(stage, JOURNAL, disk);
      expect(journalState(stage)).toBe('unfinished');
      expect(readJournal(stage)).toEqual(JOURNAL);
      closeJournal(stage, disk);
      expect(journalState(stage)).toBe('done');
    }));

  it.each([
    '',
    '{',
    'null',
    '{}',
    '{"asides":["../x"],"puts":[],"folders":[],"emptied":[]}',
    '{"asides":[],"puts":[null],"folders":[],"emptied":[]}',
  ])('that was damaged (%j) is named, and nothing is touched', (text) =>
    inScratch((root) => {
      fill(root, {
        '.mlops/lock/holder.json': '{}',
        '.mlops/lock/journal.json': text,
        '.mlops/lock/old/0': 'precious',
      });
      expect(() => recover(root)).toThrow(/journal of an unfinished write is damaged.*Take what you need/);
      expect(photograph(root).some((line) => line.startsWith('.mlops/lock/old/0'))).toBe(true);
    }),
  );

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

describe('a path of the project', () => {
  it.each(['a', 'a/b.py', '.github/workflows/ci.yml', 'a b/ü'])('is %j', (path) => expect(isOwnPath(path)).toBe(true));
  it.each(['', '/', '/a', 'a/', '../a', 'a/..', './a', 'a//b', 'a\\b', 'c:/x', 'a\0b', 3, null])('is not %j', (path) =>
    expect(isOwnPath(path)).toBe(false),
  );
});
