import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { hasPendingWrite, recover, refusePendingWrite } from '../../../generators/pipeline/commit/recover.js';
import { CommitChild } from './cut_off.js';
import { ALL_IN_PLACE, casesOfCutOffs } from './cut_off_cases.js';
import { create, inScratch, makeProject, photograph, replace } from './scene.js';

let child: CommitChild;
beforeAll(() => {
  child = new CommitChild();
});
afterAll(() => child.remove());

// A process that is really killed at each step, a hundred processes, is in test/slow/kill.test.ts.
describe('a write that is cut off', { timeout: 120_000 }, () => {
  casesOfCutOffs(
    () => child,
    (own) => own.copied,
  );
});

describe('a write that is killed', () => {
  it('is named by commands that only read, repaired by those that write, and edits made in between stay', () =>
    inScratch(async (root) => {
      makeProject(root);
      expect(child.isKilledAt(ALL_IN_PLACE, root, 'change')).toBe(true);
      expect(() => refusePendingWrite(root)).toThrow(/was interrupted/);
      writeFileSync(join(root, 'README.md'), 'edited in between\n');
      writeFileSync(join(root, 'new/deep/file.py'), 'edited in between\n');
      writeFileSync(join(root, 'new/mine.txt'), 'mine\n');
      expect(recover(root)).toEqual({ outcome: 'before', edited: ['README.md.edited', 'new/deep/file.py'] });
      expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('mine\n');
      expect(readFileSync(join(root, 'README.md.edited'), 'utf8')).toBe('edited in between\n');
      expect(readFileSync(join(root, 'new/deep/file.py'), 'utf8')).toBe('edited in between\n');
      expect(existsSync(join(root, 'new/tool.sh'))).toBe(false);
      expect(readFileSync(join(root, 'new/mine.txt'), 'utf8')).toBe('mine\n');
      await commit(root, [replace('README.md', 'mine\n', 'next\n')]);
      expect(hasPendingWrite(root)).toBe(false);
    }));

  it('is repaired also by a command that did not ask for it', () =>
    inScratch(async (root) => {
      makeProject(root);
      const then = photograph(root);
      expect(child.isKilledAt('src/app.py', root, 'change')).toBe(true);
      expect(hasPendingWrite(root)).toBe(true);
      await commit(root, [create('own.txt', 'own')]);
      rmSync(join(root, 'own.txt'));
      expect(photograph(root)).toEqual(then);
    }));
});
