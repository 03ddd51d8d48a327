import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { hasPendingWrite, recover, refusePendingWrite } from '../../../generators/pipeline/commit/recover.js';
import { CHANGES, create, inScratch, makeProject, photograph, replace } from './scene.js';

const folder = mkdtempSync(join(tmpdir(), 'mlops-child-'));
const child = join(folder, 'child.mjs');

beforeAll(() => {
  const entry = fileURLToPath(new URL('commit_child.ts', import.meta.url));
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: child, logLevel: 'error' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The last step before a write is done: its journal is closed. */
const ALL_IN_PLACE = 'journal.json';

/** Runs a write or a repair in a process that is killed before a step; whether it was, or came to its end before. */
function isKilledAt(step: number | string, root: string, work: 'change' | 'new' | 'recover'): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, [child, root, work, String(step)], {
    encoding: 'utf8',
  });
  if (signal !== 'SIGKILL') expect(status, stderr).toBe(0);
  return signal === 'SIGKILL';
}

describe('a write that is killed', { timeout: 120_000 }, () => {
  it('at any step leaves, after the repair, the project as before or as after', () =>
    inScratch(async (scratch) => {
      makeProject(join(scratch, 'before'));
      const then = photograph(join(scratch, 'before'));
      cpSync(join(scratch, 'before'), join(scratch, 'after'), { recursive: true });
      await commit(join(scratch, 'after'), CHANGES);
      const done = photograph(join(scratch, 'after'));
      const root = join(scratch, 'project');
      const outcomes = new Set<string>();
      for (let number = 1, killed = true; killed; number += 1) {
        makeProject(root);
        killed = isKilledAt(number, root, 'change');
        const pending = hasPendingWrite(root);
        const { outcome } = recover(root);
        const now = photograph(root);
        expect([then, done], `killed before step ${number}`).toContainEqual(now);
        if (pending) expect(outcome, `killed before step ${number}`).toBe(now.join() === then.join() ? 'before' : 'after');
        outcomes.add(outcome);
        rmSync(root, { recursive: true });
      }
      expect(outcomes).toEqual(new Set(['nothing', 'before', 'after']));
    }));

  it('at any step of making a new project leaves nothing or all of it', () =>
    inScratch((scratch) => {
      for (let number = 1, killed = true; killed; number += 1) {
        const root = join(scratch, 'above', 'project');
        killed = isKilledAt(number, root, 'new');
        recover(root);
        const files = ['.mlops/pack', 'src/a/b.py', 'c.txt'].filter((path) => existsSync(join(root, path)));
        expect([0, 3], `killed before step ${number}`).toContain(files.length);
        if (files.length === 0)
          expect(
            photograph(scratch).every((line) => line.includes('/ ')),
            'only folders',
          ).toBe(true);
        expect(photograph(scratch).some((line) => line.includes('lock'))).toBe(false);
        rmSync(join(scratch, 'above'), { recursive: true, force: true });
      }
    }));

  it('and whose repair is killed too, at any step, is repaired by the next one', () =>
    inScratch((scratch) => {
      const wreck = join(scratch, 'wreck');
      makeProject(wreck);
      const then = photograph(wreck);
      expect(isKilledAt(ALL_IN_PLACE, wreck, 'change')).toBe(true);
      const root = join(scratch, 'project');
      for (let number = 1, killed = true; killed; number += 1) {
        cpSync(wreck, root, { recursive: true, preserveTimestamps: true });
        killed = isKilledAt(number, root, 'recover');
        recover(root);
        expect(photograph(root), `repair killed before step ${number}`).toEqual(then);
        rmSync(root, { recursive: true });
      }
    }));

  it('is named by commands that only read, repaired by those that write, and edits made in between stay', () =>
    inScratch(async (root) => {
      makeProject(root);
      expect(isKilledAt(ALL_IN_PLACE, root, 'change')).toBe(true);
      expect(() => refusePendingWrite(root)).toThrow(/was cut off/);
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
      expect(isKilledAt('src/app.py', root, 'change')).toBe(true);
      expect(hasPendingWrite(root)).toBe(true);
      await commit(root, [create('own.txt', 'own')]);
      rmSync(join(root, 'own.txt'));
      expect(photograph(root)).toEqual(then);
    }));
});
