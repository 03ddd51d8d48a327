import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPendingWrite, recover, refusePendingWrite } from '../../../generators/pipeline/commit/recover.js';
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
