import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import { abandonLock, isLocked, releaseLock, takeLock } from '../../../generators/pipeline/commit/lock.js';
import { type Holder, startOf } from '../../../generators/pipeline/commit/lock_holder.js';
import { hasPendingWrite, recover } from '../../../generators/pipeline/commit/recover.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { create, fill, inScratch, photograph } from './scene.js';

const disk = new Disk();
const TOKEN = '0123456789abcdef';

/** A process that is no more. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid;
}

/** A lock as another process would have left it. */
function leaveLock(root: string, holder: Partial<Holder>, name = 'lock'): void {
  const record: Holder = {
    pid: deadProcess(),
    host: hostname(),
    started: undefined,
    token: TOKEN,
    since: Date.now(),
    made: 0,
    ...holder,
  };
  fill(root, { [`.mlops/${name}/holder.json`]: JSON.stringify(record) });
}

describe('the lock', () => {
  it('keeps a second command out, and says who holds it', () =>
    inScratch((root) => {
      leaveLock(root, { pid: process.ppid, started: startOf(process.ppid) });
      expect(() => takeLock(root, disk)).toThrow(new RegExp(`process ${process.ppid} on `));
      expect(() => recover(root)).toThrow(Refusal);
      expect(readdirSync(join(root, '.mlops'))).toEqual(['lock']);
    }));

  it('keeps a second write of the same process out', () =>
    inScratch(async (root) => {
      const [first, second] = await Promise.allSettled([commit(root, [create('a', 'a')]), commit(root, [create('b', 'b')])]);
      expect(first.status).toBe('fulfilled');
      expect(second).toMatchObject({ status: 'rejected', reason: expect.any(Refusal) as unknown });
      expect(photograph(root).map((line) => line.split(' ')[0])).toEqual(['/', 'a']);
    }));

  it.each<[string, () => Partial<Holder>]>([
    ['died', () => ({})],
    ['died, and whose number another process has now', () => ({ pid: process.ppid, started: '1' })],
    ['had our own number before a restart', () => ({ pid: process.pid, started: '1' })],
    ['was on a machine that has been silent for an hour', () => ({ host: 'elsewhere', since: Date.now() - 3_600_000 })],
  ])('of a process that %s is taken over', (name, holder) =>
    inScratch((root) => {
      // Where the system does not tell when a process started, a number that is used again cannot be told from the old one.
      if (name.includes('number') && startOf(process.pid) === undefined) return;
      leaveLock(root, holder());
      expect(hasPendingWrite(root)).toBe(true);
      const lock = takeLock(root, disk);
      expect(lock.inherited).toBe(true);
      expect(() => takeLock(root, disk)).toThrow(Refusal);
      releaseLock(lock, disk);
      expect(isLocked(root)).toBe(false);
    }),
  );

  it('of another machine that was at work a moment ago is respected', () =>
    inScratch((root) => {
      leaveLock(root, { host: 'elsewhere' });
      expect(() => takeLock(root, disk)).toThrow(/on elsewhere.*Run it on elsewhere, or wait ten minutes/);
    }));

  it.each(['', '{', '[]', '{"pid": "x"}', '{"pid":1,"host":"h","token":"../..","since":1,"made":0}'])(
    'that was damaged (%j) is taken over',
    (record) =>
      inScratch((root) => {
        fill(root, { '.mlops/lock/holder.json': record });
        const lock = takeLock(root, disk);
        expect(lock.inherited).toBe(true);
        releaseLock(lock, disk);
      }),
  );

  it('is taken over by one of two that try', () =>
    inScratch((root) => {
      leaveLock(root, {});
      let rival: unknown;
      const slow = new Disk((action) => {
        if (action !== 'rename' || rival !== undefined || !readdirSync(join(root, '.mlops')).some((name) => name.startsWith('lock-')))
          return;
        rival = 'at work';
        rival = takeLock(root, disk);
      });
      expect(() => takeLock(root, slow)).toThrow(Refusal);
      expect(rival).toMatchObject({ inherited: true });
    }));

  it('that a third took in the meantime is not taken from it', () =>
    inScratch((root) => {
      leaveLock(root, {});
      let swapped = false;
      const slow = new Disk((action, path) => {
        const claiming = action === 'rename' && path.includes('lock-');
        if (!claiming || swapped || !isLocked(root)) return;
        swapped = true;
        // The dead lock is repaired and gone, and a third command holds a new one.
        renameSync(join(root, '.mlops/lock'), join(root, 'gone'));
        leaveLock(root, { pid: process.ppid, started: startOf(process.ppid), token: 'fedcba' });
      });
      expect(() => takeLock(root, slow)).toThrow(Refusal);
      expect(readdirSync(join(root, '.mlops/lock'))).toEqual(['holder.json']);
      expect(readFileSync(join(root, '.mlops/lock/holder.json'), 'utf8')).toContain('fedcba');
    }));

  it('is swept away where a process died before it had it or after it gave it back', () =>
    inScratch((root) => {
      leaveLock(root, { made: 1 }, `lock-${deadProcess()}-00ff`);
      mkdirSync(join(root, `.mlops/lock-${deadProcess()}-00fe`));
      leaveLock(root, { pid: process.ppid, started: startOf(process.ppid) }, `lock-${process.ppid}-00fd`);
      recover(root);
      expect(readdirSync(join(root, '.mlops'))).toEqual([`lock-${process.ppid}-00fd`]);
    }));

  it('leaves the folder as it was when it is given up', () =>
    inScratch((root) => {
      const lock = takeLock(join(root, 'a/b'), disk);
      expect(lock.made).toBe(3);
      abandonLock(lock);
      releaseLock(takeLock(join(root, 'a/b'), disk), disk);
      expect(photograph(root)).toHaveLength(1);
    }));

  it.each<[string, (root: string) => void, RegExp]>([
    ['a file', (root) => writeFileSync(join(root, '.mlops'), ''), /\.mlops is a file, not a folder/],
    ['a link', (root) => symlinkSync('.', join(root, '.mlops')), /\.mlops is a symbolic link, not a folder/],
    ['a lock that is a file', (root) => fill(root, { '.mlops/lock': '' }), /\.mlops\/lock is not a folder of ours/],
  ])('says what is in its way: %s', (_, obstruct, words) =>
    inScratch((root) => {
      obstruct(root);
      const then = photograph(root);
      expect(() => takeLock(root, disk)).toThrow(words);
      expect(photograph(root)).toEqual(then);
    }),
  );
});
