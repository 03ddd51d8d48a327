import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { mlops, run } from './doors.js';
import { giveToUser } from './user.js';
import { git, isThere, makeFolder, minimalProject, read, succeeded, warned, writeFiles } from './workspace.js';

const NEW = ['new', 'demo', '--defaults', '--tasks', 'minimal'] as const;
const FAKE_UV = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
case "$1" in lock) echo "version = 1" > uv.lock ;; esac
`;

let programs: { readonly git: string; readonly uv: string; readonly brokenUv: string };

beforeAll(async () => {
  const folder = makeFolder();
  const { stdout } = await run('/bin/sh', ['-c', 'command -v git'], { cwd: folder });
  writeFiles(folder, { 'uv/uv': FAKE_UV, 'broken/uv': '#!/bin/sh\necho "no route to the index" >&2\nexit 2\n' });
  for (const path of ['uv/uv', 'broken/uv']) chmodSync(join(folder, path), 0o755);
  mkdirSync(join(folder, 'git'));
  symlinkSync(stdout.trim(), join(folder, 'git/git'));
  programs = { git: join(folder, 'git'), uv: join(folder, 'uv'), brokenUv: join(folder, 'broken') };
  giveToUser(folder);
});

/** A path on which only these programs are, and the shell's own. */
function only(...folders: string[]): { PATH: string } {
  return { PATH: [...folders, '/bin'].join(delimiter) };
}

test('where uv is not there, or fails, the project is made and the command is told', async () => {
  const cwd = makeFolder();
  warned(await mlops([...NEW], { cwd, env: only(programs.git) }), /Warning: uv .*not installed[\s\S]*uv lock/);
  warned(
    await mlops(['new', 'b', '--defaults'], { cwd, env: only(programs.git, programs.brokenUv) }),
    /Warning: uv .*no route[\s\S]*uv lock/,
  );
  for (const name of ['demo', 'b']) {
    expect(isThere(cwd, `${name}/uv.lock`)).toBe(false);
    expect(await git(join(cwd, name), 'status', '--porcelain')).toBe('');
  }
});

test('where uv is there it locks, and nothing else; the lock is in the first commit', async () => {
  const cwd = makeFolder();
  const env = only(programs.git, programs.uv);
  succeeded(await mlops([...NEW], { cwd, env }));
  expect(read(cwd, 'demo/uv.lock')).toBe('version = 1\n');
  expect(await git(join(cwd, 'demo'), 'ls-files', 'uv.lock')).toBe('uv.lock');
  expect(readFileSync(join(programs.uv, 'calls'), 'utf8')).toMatch(/^lock\b.*\n$/);
  succeeded(await mlops(['new', 'pip', '--defaults', '--manager', 'pip'], { cwd, env }));
  succeeded(await mlops(['new', 'skip', '--defaults', '--skip-install'], { cwd, env }));
  expect(readFileSync(join(programs.uv, 'calls'), 'utf8').trim().split('\n')).toHaveLength(1);
});

test('a stage that brings dependencies renews the lock', async () => {
  const project = await minimalProject();
  succeeded(await mlops(['api', '--defaults'], { cwd: project, env: only(programs.git, programs.uv) }));
  expect(isThere(project, 'uv.lock')).toBe(true);
});

test('a lock that a merge broke is made anew by the next command; where that fails it stays as it was', async () => {
  const project = await minimalProject();
  const broken = '<<<<<<< HEAD\nversion = 1\n=======\nversion = 2\n>>>>>>> side\n';
  writeFiles(project, { 'uv.lock': broken });
  warned(
    await mlops(['api', '--defaults'], { cwd: project, env: only(programs.git, programs.brokenUv) }),
    /Warning: uv .*rm uv\.lock && uv lock/s,
  );
  expect(read(project, 'uv.lock')).toBe(broken);
  succeeded(await mlops(['api', '--defaults'], { cwd: project, env: only(programs.git, programs.uv) }));
  expect(read(project, 'uv.lock')).toBe('version = 1\n');
});

test('the next steps can be pasted: each begins with a program, and the folder is quoted', async () => {
  const cwd = makeFolder();
  const { stdout } = succeeded(await mlops(['new', 'my demo', '--defaults', '--skip-install'], { cwd }));
  expect(stdout).toMatch(/\n {2}cd "my demo"/);
  expect(stdout).toMatch(/\n {2}uv /);
  const pip = succeeded(await mlops(['new', 'other', '--defaults', '--manager', 'pip', '--skip-install'], { cwd }));
  expect(pip.stdout).not.toMatch(/\n {2}uv /);
});
