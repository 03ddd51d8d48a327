import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInsideRepository, makeRepository, shortMessage } from '../../../generators/pipeline/run/git.js';
import { Scratch } from './scratch.js';

test('the first commit holds the paths that were written, also what an ignore file names, and nothing else', async () => {
  const { root } = new Scratch();
  for (const [name, text] of [
    ['.gitignore', 'kept.txt\n'],
    ['kept.txt', ''],
    ['[a].txt', ''],
    ['theirs.txt', ''],
  ] as const) {
    writeFileSync(join(root, name), text);
  }
  await makeRepository(root, ['.gitignore', 'kept.txt', '[a].txt']);
  const files = execFileSync('git', ['ls-tree', '--name-only', 'main'], { cwd: root, encoding: 'utf8' });
  expect(files.split('\n').filter(Boolean)).toEqual(['.gitignore', '[a].txt', 'kept.txt']);
});

test('a worktree, whose .git is a file, is a repository', () => {
  const scratch = new Scratch();
  scratch.write('.git', 'gitdir: elsewhere\n');
  expect(isInsideRepository(join(scratch.root, 'src'))).toBe(true);
});

test('what went wrong is told in one line', () => {
  expect(shortMessage(Object.assign(new Error('spawn git ENOENT'), { code: 'ENOENT' }))).toBe('it is not installed');
  expect(shortMessage(Object.assign(new Error('Command failed'), { stderr: 'fatal: no\nhint: yes' }))).toBe('fatal: no');
  expect(shortMessage(Object.assign(new Error(''), { timedOut: true }))).toBe('it took too long');
});
