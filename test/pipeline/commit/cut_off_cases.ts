import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { hasPendingWrite, recover } from '../../../generators/pipeline/commit/recover.js';
import type { CommitChild, CutOff } from './cut_off.js';
import { CHANGES, inScratch, makeProject, photograph } from './scene.js';

/** The last step before a write is done: its journal is closed. */
export const ALL_IN_PLACE = 'journal.json';

/** What holds for a write or a repair that is cut off at any step, however it is cut off. */
export function casesOfCutOffs(child: () => CommitChild, how: (child: CommitChild) => CutOff): void {
  it('at any step leaves, after the repair, the project as before or as after', () =>
    inScratch(async (scratch) => {
      makeProject(join(scratch, 'before'));
      const then = photograph(join(scratch, 'before'));
      cpSync(join(scratch, 'before'), join(scratch, 'after'), { recursive: true });
      await commit(join(scratch, 'after'), CHANGES);
      const done = photograph(join(scratch, 'after'));
      const root = join(scratch, 'project');
      makeProject(root);
      const outcomes = new Set<string>();
      for (const number of how(child())(root, root, 'change')) {
        const pending = hasPendingWrite(root);
        const { outcome } = recover(root);
        const now = photograph(root);
        expect([then, done], `cut off before step ${number}`).toContainEqual(now);
        if (pending) expect(outcome, `cut off before step ${number}`).toBe(now.join() === then.join() ? 'before' : 'after');
        outcomes.add(outcome);
      }
      expect(outcomes).toEqual(new Set(['nothing', 'before', 'after']));
    }));

  it('at any step of making a new project leaves nothing or all of it', () =>
    inScratch((scratch) => {
      const folder = join(scratch, 'folder');
      mkdirSync(folder);
      const root = join(folder, 'above', 'project');
      const counts = new Set<number>();
      for (const number of how(child())(folder, root, 'new')) {
        recover(root);
        const files = ['.mlops/pack', 'src/a/b.py', 'c.txt'].filter((path) => existsSync(join(root, path)));
        const stands = photograph(folder);
        expect([0, 3], `cut off before step ${number}`).toContain(files.length);
        if (files.length === 0) expect(stands.filter((line) => !line.includes('/ '))).toEqual([]);
        expect(stands.filter((line) => line.includes('lock'))).toEqual([]);
        counts.add(files.length);
      }
      expect(counts).toEqual(new Set([0, 3]));
    }));

  it('and whose repair is cut off too, at any step, is repaired by the next one', () =>
    inScratch((scratch) => {
      const root = join(scratch, 'project');
      makeProject(root);
      const then = photograph(root);
      expect(child().isKilledAt(ALL_IN_PLACE, root, 'change')).toBe(true);
      for (const number of how(child())(root, root, 'recover')) {
        recover(root);
        expect(photograph(root), `repair cut off before step ${number}`).toEqual(then);
      }
    }));
}
