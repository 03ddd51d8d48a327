import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Holder, isAtWork, readHolder, startOf } from '../../../generators/pipeline/commit/lock_holder.js';
import { fill, inScratch } from './scene.js';

const SELF: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid), token: 'ab', since: Date.now(), made: 1 };

describe('the holder of a lock', () => {
  it('is the last of those that took it over, with the folders that any of them made', () =>
    inScratch((root) => {
      fill(root, {
        'holder.json': JSON.stringify({ ...SELF, token: 'aa', made: 2 }),
        'after-aa/holder.json': JSON.stringify({ ...SELF, token: 'bb', made: 0 }),
      });
      expect(readHolder(root)).toMatchObject({ token: 'bb', made: 2 });
      expect(readHolder(join(root, 'none'))).toBeUndefined();
    }));

  it('is not at work where its record is damaged', () =>
    inScratch((root) => {
      fill(root, { 'holder.json': '{' });
      const holder = readHolder(root);
      expect(holder).toMatchObject({ token: 'unknown' });
      expect(holder !== undefined && isAtWork(holder, new Set())).toBe(false);
    }));

  it('in this process is at work as long as it holds the lock', () => {
    expect([new Set(['ab']), new Set<string>()].map((own) => isAtWork(SELF, own))).toEqual([true, false]);
  });

  it('that is no more, or whose number another process has now, is not at work', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    expect(isAtWork({ ...SELF, pid }, new Set(['ab']))).toBe(false);
    const parent = { ...SELF, pid: process.ppid, started: startOf(process.ppid) };
    expect(isAtWork(parent, new Set())).toBe(true);
    if (parent.started !== undefined) expect(isAtWork({ ...parent, started: '1' }, new Set())).toBe(false);
  });

  it('on another machine is believed for ten minutes', () => {
    const other = { ...SELF, host: `not-${hostname()}` };
    expect(isAtWork(other, new Set())).toBe(true);
    expect(isAtWork({ ...other, since: Date.now() - 11 * 60 * 1000 }, new Set())).toBe(false);
  });
});
