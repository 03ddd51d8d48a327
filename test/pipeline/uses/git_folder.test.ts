import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readGitFolder } from '../../../generators/pipeline/uses/git_folder.js';
import { fill, inScratch } from '../commit/scene.js';

const CONFIG = '[core]\n\tbare = false\n[filter "nbstripout"]\n\tclean = "python" -m nbstripout\n';

describe("git's folder", () => {
  test('of a folder in a repository: hooks without the samples, and settings', () =>
    inScratch((root) => {
      fill(root, { '.git/config': CONFIG, '.git/hooks/pre-push': 'x', '.git/hooks/pre-push.sample': 'y', 'ml/a.py': '' });
      const found = readGitFolder(join(root, 'ml'));
      expect(found).toMatchObject({ top: root, hooks: [{ name: 'pre-push', text: 'x' }] });
      expect(found?.settings).toContainEqual({ section: 'filter.nbstripout', key: 'clean', value: 'python -m nbstripout' });
    }));
  test('of a worktree is that of its repository', () =>
    inScratch((root) => {
      fill(root, {
        'main/.git/config': CONFIG,
        'main/.git/hooks/pre-commit': 'x',
        'main/.git/worktrees/w/commondir': '../..\n',
        'w/.git': `gitdir: ${join(root, 'main/.git/worktrees/w')}\n`,
      });
      expect(readGitFolder(join(root, 'w'))).toMatchObject({ hooksFolder: join(root, 'main/.git/hooks'), hooks: [{ name: 'pre-commit' }] });
    }));
  test('whose settings name another folder for hooks', () =>
    inScratch((root) => {
      fill(root, { '.git/config': '[core]\n\thooksPath = .githooks\n', '.git/hooks/pre-push': 'x', '.githooks/commit-msg': 'y' });
      expect(readGitFolder(root)).toMatchObject({ hooksPath: '.githooks', hooks: [{ name: 'commit-msg' }] });
    }));
});
