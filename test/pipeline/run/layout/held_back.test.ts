import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findHeldBack, verifyThere } from '../../../../generators/pipeline/run/layout/held_back.js';
import { outcomes, Scratch } from '../scratch.js';
import { IN_FOLDERS } from './layout_pack.js';

/** A project in git, and a way to call git there. */
async function repository(): Promise<{ scratch: Scratch; git: (...words: string[]) => void }> {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  const git = (...words: string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: scratch.root, stdio: 'ignore' });
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'start');
  return { scratch, git };
}

const WITHOUT_DOCS = ['sparse-checkout', 'set', '--no-cone', '/*', '!/docs/'];

test('a file that a sparse checkout leaves out is not deleted: a command that changes it says how to get it', async () => {
  const { scratch, git } = await repository();
  git(...WITHOUT_DOCS);
  expect(existsSync(join(scratch.root, 'docs'))).toBe(false);
  const { exitCode, refusal } = await scratch.run('add', ['api']);
  expect([exitCode, refusal]).toEqual([
    1,
    'git keeps docs/project.md out of this folder (a sparse checkout), and this command needs it. Get it first: git sparse-checkout add docs.',
  ]);
  git('sparse-checkout', 'add', 'docs');
  expect(outcomes(await scratch.result('add', ['api']))).toMatchObject({ 'docs/project.md': 'updated', 'docs/api.md': 'new' });
});

test('nor is it on the way back, and where it is no longer rendered', async () => {
  const { scratch, git } = await repository();
  await scratch.result('add', ['api']);
  git('add', '--all');
  git('commit', '--quiet', '-m', 'api');
  git(...WITHOUT_DOCS);
  for (const [command, words] of [
    ['undo', []],
    ['remove', ['api']],
  ] as const) {
    expect((await scratch.run(command, words)).refusal).toContain('git keeps docs/api.md, docs/project.md out of this folder');
  }
});

test('a command that needs nothing of what is left out goes on; a new file there is said', async () => {
  const { scratch, git } = await repository();
  git('sparse-checkout', 'set', '--no-cone', '/*', '!/configs/');
  const result = await scratch.result('add', ['api']);
  expect(result.exitCode).toBe(0);
  expect(result.changes.find(({ path }) => path === 'configs/api.yaml')).toMatchObject({
    outcome: 'new',
    note: 'git keeps configs/ out of this folder. Before you commit this file: git sparse-checkout add configs',
  });
});

test('the pack of the project is left out where only folders are checked out', async () => {
  const { scratch, git } = await repository();
  git('sparse-checkout', 'set', 'src');
  for (const command of ['info', 'add']) {
    expect((await scratch.run(command, command === 'add' ? ['api'] : [])).refusal).toMatch(
      /Get it first: git sparse-checkout add \.mlops\.$/,
    );
  }
});

test('one file can be held back without a sparse checkout', async () => {
  const { scratch, git } = await repository();
  git('update-index', '--skip-worktree', 'docs/project.md');
  rmSync(join(scratch.root, 'docs/project.md'));
  expect((await scratch.run('add', ['api'])).refusal).toMatch(
    /Get it first: git update-index --no-skip-worktree docs\/project\.md && git checkout -- docs\/project\.md\.$/,
  );
});

test('git is asked about its own repository only, and what it does not know is not held back', async () => {
  const { scratch } = await repository();
  expect((await findHeldBack(scratch.root, ['docs/project.md', 'nowhere'])).paths.size).toBe(0);
  expect((await findHeldBack(scratch.folder, ['docs/project.md'])).paths.size).toBe(0);
  const held = { paths: new Set(['a b/x', 'a b/c/y', "it's"]), isSparse: true };
  expect(() => verifyThere(['a b/x', 'a b/c/y', "it's"], held)).toThrow("git sparse-checkout add '/it'\\''s' 'a b'");
  expect(() => verifyThere(['elsewhere'], held)).not.toThrow();
});
