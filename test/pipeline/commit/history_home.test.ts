import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { historyHome, isInGit } from '../../../generators/pipeline/commit/history_home.js';
import { fill, inScratch } from './scene.js';

describe('the place of the history', () => {
  it.each<[where: string, files: Record<string, string>, home: string]>([
    ['the project, where there is no git folder', {}, '.mlops/history'],
    ['the project, where it is a worktree', { '.git': 'gitdir: elsewhere' }, '.mlops/history'],
    ['the folder of git', { '.git/HEAD': 'x' }, '.git/mlops'],
    ['the project, where something else has its place in git', { '.git/mlops': 'x' }, '.mlops/history'],
  ])('is %s', (_, files, home) =>
    inScratch((root) => {
      mkdirSync(join(root, 'made'));
      fill(root, files);
      expect(historyHome(root)).toBe(home);
    }),
  );

  it('tells the writes in the folder of git from the others', () => {
    const at = (path: string) => ({ path, before: undefined, after: undefined });
    expect(['.git/mlops/taken-000001', '.git/mlopsx', '.mlops/history/taken-000001'].map((path) => isInGit(at(path)))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
