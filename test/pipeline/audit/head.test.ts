import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readHead } from '../../../generators/pipeline/audit/head.js';
import { folderWith } from './sample.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...args], { cwd: folder, encoding: 'utf8' }).trim();
}

test('the branch and the last commit, loose, packed, and checked out without a branch', () => {
  const folder = folderWith({ 'a.txt': 'a' });
  git(folder, 'init', '--quiet', '--initial-branch=topic/one');
  expect(readHead(folder)).toEqual({ branch: 'topic/one' });
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'One');
  const commit = git(folder, 'rev-parse', 'HEAD');
  expect(readHead(folder)).toEqual({ branch: 'topic/one', commit });
  git(folder, 'pack-refs', '--all');
  expect(readHead(folder)).toEqual({ branch: 'topic/one', commit });
  git(folder, 'checkout', '--quiet', '--detach');
  expect(readHead(folder)).toEqual({ commit });
});

test('nothing where there is no git, and nothing that a made-up HEAD points to outside', () => {
  expect(readHead(folderWith({ 'a.txt': '' }))).toEqual({});
  expect(readHead(folderWith({ '.git/HEAD': `ref: refs/heads/../../../secret\n`, secret: COMMIT }))).toEqual({});
  expect(readHead(folderWith({ '.git/HEAD': 'nonsense' }))).toEqual({});
});
