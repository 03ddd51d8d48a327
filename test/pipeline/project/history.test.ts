import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Write } from '../../../generators/pipeline/change.js';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { findStep, movesOf, remember, turnRound } from '../../../generators/pipeline/project/history.js';
import { encodeStep, type HistoryStep, stepWrites } from '../../../generators/pipeline/project/history_step.js';
import { plainFile } from '../../../generators/pipeline/tree.js';
import { create, fill, inScratch } from '../commit/scene.js';

const step = (command: string, from: string | undefined, to: string, writes: readonly Write[] = []): HistoryStep => {
  return { command, from, to, writes: stepWrites(writes, from === undefined ? 'trace' : 'bytes'), moves: [] };
};
const names = (root: string): string[] => readdirSync(join(root, '.mlops/history')).sort();

describe('the history of a project', () => {
  it('finds the last step, be it of another branch, and the last one that led to a state', () =>
    inScratch(async (root) => {
      for (const each of [step('new', undefined, 'a'), step('add x', 'a', 'b'), step('add y', 'a', 'c')])
        await commit(root, remember(root, each));
      expect(findStep(root, 'taken', 'b')).toMatchObject({ command: 'add y', name: { number: 3 } });
      expect(findStep(root, 'taken', 'b', ({ to }) => to === 'b')).toMatchObject({ command: 'add x', name: { number: 2 } });
      expect(findStep(root, 'taken', 'z', ({ to }) => to === 'z')).toBeUndefined();
      expect(names(root)).toEqual(['.gitignore', 'taken-000001', 'taken-000002', 'taken-000003']);
    }));

  it('turns a step round, and forgets what can be brought back when a new one comes', () =>
    inScratch(async (root) => {
      await commit(root, remember(root, step('add x', 'a', 'b')));
      const found = findStep(root, 'taken', 'b');
      if (found !== undefined) await commit(root, turnRound(root, found, step('add x', 'b', 'a')));
      expect(names(root)).toEqual(['.gitignore', 'undone-000001']);
      await commit(root, remember(root, step('add y', 'a', 'c')));
      expect(names(root)).toEqual(['.gitignore', 'taken-000002']);
    }));

  it('does not remember a command twice that was killed before it wrote', () =>
    inScratch(async (root) => {
      await commit(root, remember(root, step('new', undefined, 'a')));
      expect(remember(root, step('new', undefined, 'a')).filter(({ before, after }) => before !== after)).toMatchObject([
        { path: '.mlops/history/taken-000001' },
      ]);
    }));

  it('takes of a new project the files that are still as it wrote them for what it wrote', () =>
    inScratch(async (root) => {
      const writes = [create('same', 'x'), create('edited', 'x'), create('gone', 'x')];
      await commit(root, remember(root, step('new', undefined, 'a', writes)));
      fill(root, { same: 'x', edited: 'y' });
      const after = (findStep(root, 'taken', 'a')?.writes ?? []).map((write) => [write.path, write.after?.bytes.toString() === 'x']);
      expect(after).toEqual([
        ['same', true],
        ['edited', false],
        ['gone', false],
      ]);
    }));

  it('reads what is damaged as nothing', () =>
    inScratch((root) => {
      fill(root, { '.mlops/history/taken-000007': 'damaged', '.mlops/history/note': 'mine' });
      expect(findStep(root, 'taken', 'a')).toBeUndefined();
    }));

  it('counts a command that was cut off only where it has led to the state of the project', () =>
    inScratch((root) => {
      fill(root, { '.mlops/history/taken-000001.begun': encodeStep(step('add x', 'a', 'b')).toString() });
      expect(findStep(root, 'taken', 'a')).toBeUndefined();
      expect(findStep(root, 'taken', 'b')).toMatchObject({ command: 'add x' });
    }));

  it('knows what moved', () => {
    const change = {
      path: 'b',
      outcome: 'moved' as const,
      rule: 11,
      writes: [{ path: 'b', before: undefined, after: plainFile(Buffer.alloc(0)) }],
    };
    expect(movesOf({ changes: [{ ...change, from: 'a' }, change] })).toEqual([{ from: 'a', to: 'b' }]);
  });
});
