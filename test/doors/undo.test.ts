import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../../generators/pipeline/documents.js';
import { withoutDiffs } from '../support/results.js';
import { mlops } from './doors.js';
import { type Snapshot, snapshot, touchedSnapshot } from './snapshot.js';
import { giveToUser } from './user.js';
import { edit, git, isThere, makeFolder, minimalProject, projectWith, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

const SINGLE_TASKS = [
  'api',
  'docker',
  'hydra',
  'lightning',
  'profiling',
  'coverage',
  'pre-commit',
  'code-style',
  'data-version-control',
  'ci-tests',
  'ci-linting',
];

test('undo gives back the bytes from before, and --redo the bytes from after', async () => {
  const project = await minimalProject();
  const before = snapshot(project);
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  const after = snapshot(project);
  expect(succeeded(await mlops(['undo'], { cwd: project })).stdout).toContain('The command was: mlops api');
  expect(snapshot(project)).toEqual(before);
  succeeded(await mlops(['undo', '--redo'], { cwd: project }));
  expect(snapshot(project)).toEqual(after);
  succeeded(await mlops(['undo'], { cwd: project }));
  expect(snapshot(project)).toEqual(before);
});

test('more than twenty commands are taken back one after the other', async () => {
  const project = await minimalProject();
  const states = [snapshot(project)];
  const adding = SINGLE_TASKS.map((task) => ['add', task]);
  const removing = [...SINGLE_TASKS].reverse().map((task) => ['remove', task, '--with-dependents']);
  for (const words of [...adding, ...removing]) {
    const { stdout } = succeeded(await mlops([...words, ...QUICK], { cwd: project }));
    if (!stdout.includes('Nothing to change')) states.push(snapshot(project));
  }
  expect(states.length).toBeGreaterThan(20);
  for (const state of states.slice(0, -1).reverse()) {
    succeeded(await mlops(['undo'], { cwd: project }));
    expect(snapshot(project)).toEqual(state);
  }
});

test('what was edited since is merged, not lost', async () => {
  const project = await projectWith('--tasks', 'week1');
  succeeded(await mlops(['new', '--package', 'other', ...QUICK], { cwd: project }));
  edit(project, 'src/other/model.py', (text) => `${text}\n# Ours\n`);
  edit(project, 'pyproject.toml', (text) => `${text}\n[tool.ours]\nkey = 1\n`);
  succeeded(await mlops(['undo'], { cwd: project }));
  expect(read(project, 'src/demo/model.py')).toContain('# Ours');
  expect(isThere(project, 'src/other')).toBe(false);
  expect(read(project, 'pyproject.toml')).toContain('[tool.ours]');
});

test('the making of a project is taken back too: what people brought stays', async () => {
  const folder = makeFolder();
  writeFiles(folder, { 'notes.txt': 'mine\n', '.yo-rc.json': '{\n  "generator-other": {}\n}\n' });
  const before = snapshot(folder);
  // What --redo needs stays.
  const left = (): Snapshot => snapshot(folder, ['.mlops']);
  succeeded(await mlops(['new', '.', ...QUICK], { cwd: folder }));
  refused(await mlops(['undo'], { cwd: folder }), /This takes back mlops new: .* Add --yes/);
  succeeded(await mlops(['undo', '--yes'], { cwd: folder }));
  expect(left()).toEqual(before);
  succeeded(await mlops(['undo', '--redo'], { cwd: folder }));
  expect(isThere(folder, 'README.md')).toBe(true);
});

test('the plan of an undo writes nothing and says what then happens', async () => {
  const project = await minimalProject();
  succeeded(await mlops(['docker', ...QUICK], { cwd: project }));
  const before = touchedSnapshot(project);
  const planned = JSON.parse(succeeded(await mlops(['undo', '--plan', '--json'], { cwd: project })).stdout) as Result;
  expect(touchedSnapshot(project)).toEqual(before);
  const done = JSON.parse(succeeded(await mlops(['undo', '--json'], { cwd: project })).stdout) as Result;
  expect(withoutDiffs(planned)).toEqual({ ...done, planned: true });
});

test('each branch takes back its own command, where it is named; a clone says that it remembers none', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', '--defaults', '--skip-install', '--tasks', 'minimal'], { cwd }));
  const project = join(cwd, 'demo');
  const commit = async (): Promise<void> => void (await git(project, 'commit', '--quiet', '--all', '--message', 'x', '--allow-empty'));
  await git(project, 'switch', '--quiet', '--create', 'side');
  succeeded(await mlops(['api', '--defaults', '--skip-install'], { cwd: project }));
  await git(project, 'add', '--all');
  await commit();
  await git(project, 'switch', '--quiet', 'main');
  const onMain = snapshot(project, ['.git']);
  succeeded(await mlops(['docker', '--defaults', '--skip-install'], { cwd: project }));
  await git(project, 'switch', '--quiet', '--force', 'side');
  await git(project, 'clean', '-fdxq');
  const onSide = touchedSnapshot(project);
  refused(await mlops(['undo'], { cwd: project }), /Your last command, mlops docker, .* another branch.*mlops undo --command api/);
  expect(touchedSnapshot(project)).toEqual(onSide);
  expect(succeeded(await mlops(['undo', '--command', 'api'], { cwd: project })).stdout).toContain('mlops api');
  expect(snapshot(project, ['.git'])).toEqual(onMain);
  await git(project, 'switch', '--quiet', '--force', 'side');
  await git(project, 'clean', '-fdxq');
  await git(cwd, 'clone', '--quiet', '--branch', 'side', 'demo', 'clone');
  refused(await mlops(['undo'], { cwd: join(cwd, 'clone') }), /remembers no command/);
});

test('a worktree keeps its own history, and a git folder that is gone takes it along', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', '--defaults', '--skip-install', '--tasks', 'minimal'], { cwd }));
  const project = join(cwd, 'demo');
  const worktree = join(cwd, 'worktree');
  await git(project, 'worktree', 'add', '--quiet', worktree);
  const before = snapshot(worktree, ['.git']);
  succeeded(await mlops(['api', ...QUICK], { cwd: worktree }));
  expect(await git(worktree, 'status', '--porcelain')).not.toContain('.mlops/history');
  succeeded(await mlops(['undo'], { cwd: worktree }));
  expect(snapshot(worktree, ['.git'])).toEqual(before);
  rmSync(join(project, '.git'), { recursive: true });
  refused(await mlops(['undo'], { cwd: project }), /remembers no command/);
});

test('a project that was moved still takes back its last command', async () => {
  const project = await minimalProject();
  const before = snapshot(project);
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  const moved = join(makeFolder(), 'elsewhere');
  cpSync(project, moved, { recursive: true });
  giveToUser(moved);
  succeeded(await mlops(['undo'], { cwd: moved }));
  expect(snapshot(moved)).toEqual(before);
});

test('a command that changed nothing is no step, and there is nothing to bring back after another command', async () => {
  const project = await minimalProject();
  const before = snapshot(project);
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  succeeded(await mlops(['undo'], { cwd: project }));
  expect(snapshot(project)).toEqual(before);
  succeeded(await mlops(['docker', ...QUICK], { cwd: project }));
  refused(await mlops(['undo', '--redo'], { cwd: project }), /nothing to bring back/);
});

test('a damaged history is as good as none', async () => {
  const project = await minimalProject();
  writeFiles(project, { '.mlops/history/taken-000001': 'not ours' });
  refused(await mlops(['undo'], { cwd: project }), /remembers no command/);
});
