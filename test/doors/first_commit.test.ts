import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { mlops } from './doors.js';
import { filesIn, snapshot } from './snapshot.js';
import { git, isThere, makeFolder, succeeded, warned, writeFiles } from './workspace.js';

const NEW = ['new', 'demo', '--defaults', '--tasks', 'minimal'] as const;

/** The environment of a person with these settings of git. */
function ownSettings(settings: string): { GIT_CONFIG_GLOBAL: string } {
  const folder = makeFolder();
  writeFiles(folder, { gitconfig: settings });
  return { GIT_CONFIG_GLOBAL: join(folder, 'gitconfig') };
}

test('a new project is a repository on main with one commit and nothing left over', async () => {
  const cwd = makeFolder();
  succeeded(await mlops([...NEW, '--skip-install'], { cwd }));
  const project = join(cwd, 'demo');
  expect(await git(project, 'symbolic-ref', '--short', 'HEAD')).toBe('main');
  expect(await git(project, 'log', '--format=%an|%s')).toMatch(/^Ada Lovelace\|[^\n]+$/);
  expect(await git(project, 'status', '--porcelain', '--ignored')).toBe('');
  const tracked = await git(project, '-c', 'core.quotePath=false', 'ls-files');
  expect(tracked.split('\n').sort()).toEqual(filesIn(project).sort());
});

test('what people had in the folder stays out of the first commit', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'demo/secret.env': 'x', 'demo/notes/today.md': 'x' });
  succeeded(await mlops([...NEW, '--skip-install'], { cwd }));
  expect(await git(join(cwd, 'demo'), 'status', '--porcelain')).toBe('?? notes/\n?? secret.env');
});

test('inside a repository nothing is initialised, staged or committed', async () => {
  const cwd = makeFolder();
  await git(cwd, 'init', '-q');
  succeeded(await mlops([...NEW, '--skip-install'], { cwd }));
  expect(isThere(cwd, 'demo/.git')).toBe(false);
  expect(await git(cwd, 'status', '--porcelain')).toBe('?? demo/');
});

test('--skip-git makes no repository, and adding a stage never commits', async () => {
  const cwd = makeFolder();
  succeeded(await mlops([...NEW, '--skip-install', '--skip-git'], { cwd }));
  expect(isThere(cwd, 'demo/.git')).toBe(false);
  succeeded(await mlops(['new', 'other', '--defaults', '--skip-install', '--tasks', 'minimal'], { cwd }));
  succeeded(await mlops(['api', 'other', '--defaults', '--skip-install'], { cwd }));
  expect(await git(join(cwd, 'other'), 'rev-list', '--count', 'HEAD')).toBe('1');
});

test('settings of the person that would hang or sign the commit do not matter', async () => {
  const cwd = makeFolder();
  const env = ownSettings('[commit]\ngpgSign = true\n[core]\nautocrlf = true\neditor = false\n[init]\ndefaultBranch = trunk\n');
  const { stdout } = succeeded(await mlops([...NEW, '--skip-install'], { cwd, env }));
  expect(stdout).not.toContain('Warning');
  expect(await git(join(cwd, 'demo'), 'symbolic-ref', '--short', 'HEAD')).toBe('main');
  expect(await git(join(cwd, 'demo'), 'status', '--porcelain')).toBe('');
});

test('where git knows nobody the commit is there, and a warning says how to put a name on it', async () => {
  const cwd = makeFolder();
  const nobody = {
    GIT_AUTHOR_NAME: undefined,
    GIT_AUTHOR_EMAIL: undefined,
    GIT_COMMITTER_NAME: undefined,
    GIT_COMMITTER_EMAIL: undefined,
  };
  const env = { ...nobody, ...ownSettings('[user]\nuseConfigOnly = true\n') };
  warned(await mlops([...NEW, '--skip-install'], { cwd, env }), /Warning: git .*name[\s\S]*git config user\.name/);
  expect(await git(join(cwd, 'demo'), 'rev-list', '--count', 'HEAD')).toBe('1');
});

test('a hook that fails, and a git that is not there, are warnings', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'hooks/pre-commit': '#!/bin/sh\nexit 1\n' });
  chmodSync(join(cwd, 'hooks/pre-commit'), 0o755);
  const env = ownSettings(`[core]\nhooksPath = ${join(cwd, 'hooks')}\n`);
  warned(await mlops([...NEW, '--skip-install'], { cwd, env }), /Warning: git [\s\S]*git commit/);
  warned(
    await mlops(['new', 'other', '--defaults', '--skip-install'], { cwd, env: { PATH: '/nowhere' } }),
    /Warning: git .*not installed[\s\S]*git init/,
  );
  expect(isThere(cwd, 'other/pyproject.toml')).toBe(true);
});

test('a repository named by the environment of a git hook is not touched', async () => {
  const cwd = makeFolder();
  const other = makeFolder();
  await git(other, 'init', '-q');
  const before = snapshot(other);
  const env = { GIT_DIR: join(other, '.git'), GIT_INDEX_FILE: join(other, '.git/index') };
  await mlops([...NEW, '--skip-install'], { cwd, env });
  expect(snapshot(other)).toEqual(before);
});

test('the binary works for whoever runs these tests, the superuser too, and without a home', () => {
  const cwd = makeFolder();
  const binary = join(inject('grounds'), 'node_modules/generator-mlops/dist/mlops.cjs');
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(cwd, 'no such home') };
  const { status, stderr } = spawnSync(process.execPath, [binary, ...NEW, '--skip-install'], {
    cwd,
    env,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  expect(isThere(cwd, 'demo/.git')).toBe(true);
});
