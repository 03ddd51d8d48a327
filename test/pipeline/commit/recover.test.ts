import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPendingWrite, recover, refusePendingWrite } from '../../../generators/pipeline/commit/recover.js';
import { asOrdinaryUser } from '../../support/ordinary_user.js';
import { fill, inScratch, photograph } from './scene.js';

const DEAD = JSON.stringify({ pid: 0, host: 'x', token: 'ab', since: 0, made: 0 });

describe('the repair of a project', () => {
  it('does nothing where no write was cut off, nor in a folder that is none', () =>
    inScratch((root) => {
      fill(root, { '.mlops/pack': 'p' });
      const then = photograph(root);
      expect([recover(root), recover(join(root, 'none'))].map(({ outcome }) => outcome)).toEqual(['nothing', 'nothing']);
      refusePendingWrite(root);
      expect(photograph(root)).toEqual(then);
    }));

  it('is not asked for in a folder that may not be read, which is said in one sentence', () =>
    inScratch((root) => {
      fill(root, { '.mlops/pack': 'p' });
      chmodSync(root, 0o700);
      const own = process.getuid?.() === 0 ? root : `${root}/.mlops`;
      if (own !== root) chmodSync(own, 0);
      expect(() => asOrdinaryUser(() => refusePendingWrite(root))).toThrow(
        /^Cannot read .*: permission is denied\. Give yourself permission/,
      );
      chmodSync(own, 0o755);
    }));

  it.each<[what: string, file: Record<string, string>, outcome: string]>([
    ['had not begun', {}, 'before'],
    ['was done but for the cleaning up', { '.mlops/lock/done.json': '{}' }, 'after'],
    ['was unfinished', { '.mlops/lock/journal.json': '{"asides":[],"puts":[],"folders":[],"emptied":[]}' }, 'before'],
  ])('after a write that %s, gives the lock back and says what became of it', (_, files, outcome) =>
    inScratch((root) => {
      mkdirSync(join(root, '.mlops'));
      fill(root, { '.mlops/pack': 'p', '.mlops/lock/holder.json': DEAD, ...files });
      expect(() => refusePendingWrite(root)).toThrow(/was interrupted/);
      expect(recover(root)).toEqual({ outcome, edited: [] });
      expect(hasPendingWrite(root)).toBe(false);
      expect(photograph(root).map((line) => line.split(' ')[0])).toEqual(['/', '.mlops/', '.mlops/pack']);
    }),
  );
});
