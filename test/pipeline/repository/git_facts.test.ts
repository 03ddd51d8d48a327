import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGitFacts } from '../../../generators/pipeline/repository/git_facts.js';
import { fill, inScratch } from '../commit/scene.js';

function git(root: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root, stdio: 'pipe' });
}

function started(root: string): void {
  fill(root, { 'a.py': 'a', 'ml/b.py': 'b' });
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '.');
}

describe('what git keeps about a folder', () => {
  it('is nothing where it is in no repository', () =>
    inScratch((root) => {
      expect(readGitFacts(root)).toBeUndefined();
    }));

  it('is no commit before the first one, and the files that are staged', () =>
    inScratch((root) => {
      started(root);
      expect(readGitFacts(root)).toEqual({ hasCommit: false, remotes: [], tracked: new Set(['a.py', 'ml/b.py']) });
    }));

  it('is a commit, also with packed branches and where none is checked out', () =>
    inScratch((root) => {
      started(root);
      git(root, 'commit', '-qm', 'one');
      expect(readGitFacts(root)?.hasCommit).toBe(true);
      git(root, 'pack-refs', '--all');
      expect(readGitFacts(root)?.hasCommit).toBe(true);
      git(root, 'checkout', '-q', '--detach');
      expect(readGitFacts(root)?.hasCommit).toBe(true);
    }));

  it('is the addresses of its remotes', () =>
    inScratch((root) => {
      started(root);
      git(root, 'remote', 'add', 'origin', 'https://github.com/me/digits.git');
      expect(readGitFacts(root)?.remotes).toEqual(['https://github.com/me/digits.git']);
    }));

  it('of a folder below is what is tracked below', () =>
    inScratch((root) => {
      started(root);
      expect(readGitFacts(join(root, 'ml'))?.tracked).toEqual(new Set(['b.py']));
    }));

  it('of a worktree is its own index, and the branches of its repository', () =>
    inScratch((root) => {
      started(join(root));
      git(root, 'commit', '-qm', 'one');
      git(root, 'worktree', 'add', '-q', '../tree', '-b', 'other');
      const tree = join(root, '../tree');
      try {
        expect(readGitFacts(tree)).toMatchObject({ hasCommit: true, tracked: new Set(['a.py', 'ml/b.py']) });
      } finally {
        rmSync(tree, { recursive: true, force: true });
      }
    }));
});

describe('a folder of git that is broken', () => {
  it.each([
    ['a file of nothing', { '.git': '' }],
    ['a file that leads nowhere', { '.git': 'gitdir: ../../nowhere\n' }],
    ['a folder of nothing', { '.git/': '' }],
    ['a branch that leads out', { '.git/HEAD': 'ref: refs/../../../etc/passwd\n' }],
    ['an index of garbage', { '.git/HEAD': 'garbage', '.git/index': 'DIRC garbage of some length' }],
  ])('has no commit: %s', (_, files) =>
    inScratch((root) => {
      fill(root, files);
      expect(readGitFacts(root)).toMatchObject({ hasCommit: false, remotes: [] });
    }),
  );

  it.skipIf(process.platform === 'win32')('is not waited for where pipes and devices stand in it', () =>
    inScratch((root) => {
      fill(root, { '.git/refs/heads/': '' });
      for (const name of ['HEAD', 'config', 'packed-refs']) execFileSync('mkfifo', [join(root, '.git', name)]);
      symlinkSync('/dev/zero', join(root, '.git/index'));
      expect(readGitFacts(root)).toEqual({ hasCommit: false, remotes: [], tracked: new Set() });
    }),
  );
});
