import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Warning } from '../../../../generators/pipeline/documents.js';
import { isInsideRepository, makeRepository, shortMessage } from '../../../../generators/pipeline/run/after/git.js';
import { Scratch } from '../scratch.js';

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

describe('where git makes no first commit, the warning says why', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  async function warningWith(config: string, hook?: string): Promise<Warning | undefined> {
    const scratch = new Scratch();
    scratch.write('a.txt', '');
    scratch.write('../hooks/pre-commit', `#!/bin/sh\n${hook ?? ''}`);
    chmodSync(join(scratch.folder, 'hooks/pre-commit'), 0o755);
    scratch.write('../config', config.replace('HOOKS', join(scratch.folder, 'hooks')));
    vi.stubEnv('GIT_CONFIG_GLOBAL', join(scratch.folder, 'config'));
    return makeRepository(scratch.root, ['a.txt']);
  }

  test('a hook that refuses it, in its own words', async () => {
    const hook = 'echo one\nprintf "\\033[31mLint failed\\033[0m\\a\\n" >&2\necho "Fix a.py" >&2\nexit 1\n';
    expect(await warningWith('[core]\nhooksPath = HOOKS\n[user]\nname = A\nemail = a@b.c\n', hook)).toEqual({
      fact: 'git could not make the first commit (one: Lint failed? Fix a.py). Correct that first',
      command: 'git init -b main && git add -A && git commit -m "Start the project"',
    });
  });

  test('settings that git cannot read', async () => {
    expect((await warningWith('[broken\n'))?.fact).toMatch(/\(fatal: bad config line 1 in file .*\)\. Correct that first$/);
  });

  test('a folder of somebody else, with the command that trusts it', async () => {
    const scratch = new Scratch();
    const said =
      "fatal: detected dubious ownership in repository at 'x'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory x";
    scratch.write('../bin/git', `#!/bin/sh\ncat >&2 <<'END'\n${said}\nEND\nexit 128\n`);
    chmodSync(join(scratch.folder, 'bin/git'), 0o755);
    vi.stubEnv('PATH', [join(scratch.folder, 'bin'), '/usr/bin', '/bin'].join(delimiter));
    expect(await makeRepository(scratch.root, ['a.txt'])).toEqual({
      fact: expect.stringContaining("detected dubious ownership in repository at 'x'"),
      command: `git config --global --add safe.directory ${scratch.root} && git add -A && git commit -m "Start the project"`,
    });
  });
});

test('what went wrong is told in one line', () => {
  expect(shortMessage(Object.assign(new Error('spawn git ENOENT'), { code: 'ENOENT' }))).toBe('it is not installed');
  expect(shortMessage(Object.assign(new Error('Command failed'), { stderr: 'fatal: no\nhint: yes' }))).toBe('fatal: no');
  expect(shortMessage(Object.assign(new Error(''), { timedOut: true }))).toBe('it took too long');
});
