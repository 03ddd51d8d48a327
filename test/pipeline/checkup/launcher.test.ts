import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launcherOf } from '../../../generators/pipeline/checkup/launcher.js';

/** A folder with programs that do nothing. */
function folderWith(...programs: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-launcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const program of programs) {
    mkdirSync(dirname(join(folder, program)), { recursive: true });
    writeFileSync(join(folder, program), '#!/bin/sh\n');
    chmodSync(join(folder, program), 0o755);
  }
  return folder;
}

test('a project of uv runs through uv, which neither installs nor makes an environment', () => {
  const root = folderWith('.venv/bin/python');
  const { words } = launcherOf(root, true, { PATH: folderWith('uv', 'python') });
  expect(words).toEqual(['uv', 'run', '--no-sync', 'python']);
});

test('without an environment uv is not called, because it would make one', () => {
  expect(launcherOf(folderWith(), true, { PATH: folderWith('uv', 'python') }).words).toEqual(['python']);
});

test('where uv is missing, or the project has none, the environment of the project counts', () => {
  const root = folderWith('.venv/bin/python');
  const programs = folderWith('python');
  for (const usesUv of [true, false]) {
    const { words, env } = launcherOf(root, usesUv, { PATH: programs, MINE: '1' });
    expect(words).toEqual([join(root, '.venv/bin/python')]);
    expect(env).toMatchObject({ VIRTUAL_ENV: join(root, '.venv'), PATH: `${join(root, '.venv/bin')}:${programs}`, MINE: '1' });
  }
});

test('else what is on the path', () => {
  expect(launcherOf(folderWith(), false, { PATH: folderWith('python3') }).words).toEqual(['python3']);
  expect(launcherOf(folderWith(), false, { PATH: folderWith('python3', 'python') }).words).toEqual(['python']);
  expect(launcherOf(folderWith(), false, { PATH: folderWith() }).words).toEqual([]);
});
