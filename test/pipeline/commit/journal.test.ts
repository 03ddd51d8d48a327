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
});

describe('a path of the project', () => {
  it.each(['a', 'a/b.py', '.github/workflows/ci.yml', 'a b/ü'])('is %j', (path) => expect(isOwnPath(path)).toBe(true));
  it.each(['', '/', '/a', 'a/', '../a', 'a/..', './a', 'a//b', 'a\\b', 'c:/x', 'a\0b', 3, null])('is not %j', (path) =>
    expect(isOwnPath(path)).toBe(false),
  );
});
