import { describe, expect, it } from 'vitest';
import { lookIn } from './scene.js';

const START = { '.git/HEAD': 'ref: refs/heads/main\n' };
const COMMIT = { ...START, '.git/refs/heads/main': 'a'.repeat(40) };
const REMOTE = { ...START, '.git/config': '[remote "origin"]\n\turl = https://github.com/a/b\n' };

describe('a fact of git', () => {
  it.each([
    ['a commit that is there', COMMIT, 'commit', 'a commit in '],
    ['a commit that is not', START, 'commit', 'no-commit'],
    ['a remote that is there', REMOTE, 'remote', 'a remote in '],
    ['a remote that is not', COMMIT, 'remote', 'no-remote'],
    ['a repository that is not', {}, 'remote', 'no-git'],
  ])('%s', async (_, files, what, expected) => {
    expect(await lookIn(files, { kind: 'git', what })).toBe(expected);
  });
});
