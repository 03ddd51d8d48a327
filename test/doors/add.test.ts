import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment, mlops } from './doors.js';
import { filesIn, snapshot, touchedSnapshot } from './snapshot.js';
import { giveToUser, USER } from './user.js';
import { edit, isThere, makeFolder, minimalProject, projectWith, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

test('a stage added later gives what it would have given at once', async () => {
  const project = await minimalProject();
  const { stdout } = succeeded(await mlops(['add', 'fastapi-inference', ...QUICK], { cwd: project }));
  expect(stdout).toMatch(/new +src\/demo\/api\.py/);
  expect(snapshot(project)).toEqual(snapshot(await projectWith('--tasks', 'minimal,33')));
});

test('the order of adding cannot be seen in the bytes', async () => {
  const names = ['33', 'hydra', 'coverage', '35', 'code-style'];
  const orders = [names, [...names].reverse(), ['coverage', 'code-style', '33', '35', 'hydra']];
  const all: object[] = [snapshot(await projectWith('--tasks', `minimal,${names.join(',')}`))];
  for (const order of orders) {
    const project = await minimalProject();
    for (const name of order) succeeded(await mlops(['add', name, ...QUICK], { cwd: project }));
    all.push(snapshot(project));
  }
  for (const tree of all) expect(tree).toEqual(all[0]);
});

test('stages, numbers and slugs are added together; the same command twice changes nothing', async () => {
  const project = await minimalProject();
  for (const words of [['api'], ['add', 'tests', '35'], ['new', '--tasks', 'everything']]) {
    succeeded(await mlops([...words, ...QUICK], { cwd: project }));
    const before = touchedSnapshot(project);
    const { stdout } = succeeded(await mlops([...words, ...QUICK], { cwd: project }));
    expect(stdout).toContain('Nothing to change');
    expect(touchedSnapshot(project)).toEqual(before);
  }
});

test('what a task needs comes with it, and is told', async () => {
  const project = await minimalProject();
  const { stdout } = succeeded(await mlops(['add', 'api-tests', ...QUICK], { cwd: project }));
  expect(stdout).toMatch(/fastapi-inference \(needed by api-tests\)/);
});

test('every edit of a person survives', async () => {
  const project = await minimalProject();
  const files = filesIn(project).filter((path) => /\.(py|toml|md)$/.test(path) || path === '.gitignore');
  const gone = files.find((path) => path.endsWith('visualize.py')) ?? 'src/demo/__init__.py';
  const edited = files.filter((path) => path !== gone);
  for (const path of edited) edit(project, path, (text) => `${text}# A line of mine in ${path}\n`);
  rmSync(join(project, gone));
  writeFiles(project, { 'src/demo/mine.py': 'MINE = 1\n', 'notes/today.md': 'mine\n' });
  for (const words of [['api'], ['tests'], ['add', 'hydra', 'coverage']])
    await mlops([...words, ...QUICK, '--on-conflict', 'markers'], { cwd: project });
  for (const path of edited) expect(read(project, path), path).toContain(`# A line of mine in ${path}\n`);
  expect(isThere(project, gone)).toBe(false);
  expect(read(project, 'src/demo/mine.py')).toBe('MINE = 1\n');
  expect(isThere(project, 'src/demo/api.py')).toBe(true);
});

test('edits in the files that groups rewrite are no conflict when a stage comes', async () => {
  const project = await projectWith('--tasks', 'week1');
  for (const path of ['README.md', 'src/demo/model.py', 'src/demo/data.py']) writeFiles(project, { [path]: 'OURS = True\n' });
  edit(project, 'pyproject.toml', (text) => `${text}\n[tool.ours]\nkey = 1\n`);
  edit(project, '.gitignore', (text) => `${text}ours\n`);
  for (const stage of ['api', 'tests', 'quality']) {
    const { code, stdout } = await mlops([stage, ...QUICK], { cwd: project });
    expect(stdout).not.toContain('in conflict');
    // Their data.py has no names that the files of the stage could import: that is told, and no conflict.
    expect(code).toBe(stdout.includes('which does not define it') ? 2 : 0);
  }
  expect(read(project, 'src/demo/model.py')).toBe('OURS = True\n');
  expect(read(project, 'pyproject.toml')).toContain('[tool.ours]');
  expect(isThere(project, 'src/demo/api.py')).toBe(true);
});

test('both changed the same line: markers and status 2, stop, mine or generated', async () => {
  const start = async (): Promise<string> => {
    const project = await minimalProject();
    edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
    return project;
  };
  const words = ['new', ...QUICK, '--description', 'Theirs'];
  const stopped = await start();
  const before = touchedSnapshot(stopped);
  refused(await mlops([...words, '--on-conflict', 'stop'], { cwd: stopped }), /pyproject\.toml/);
  expect(touchedSnapshot(stopped)).toEqual(before);
  expect(await mlops(words, { cwd: stopped })).toMatchObject({ code: 2, stderr: '' });
  expect(read(stopped, 'pyproject.toml')).toMatch(/^<{7} yours\ndescription = "Mine"\n={7}\ndescription = "Theirs"\n>{7} generated$/m);
  const kept = await start();
  await mlops([...words, '--on-conflict', 'mine'], { cwd: kept });
  expect(read(kept, 'pyproject.toml')).toMatch(/^description = "Mine"$/m);
  const taken = await start();
  await mlops([...words, '--on-conflict', 'generated'], { cwd: taken });
  expect(read(taken, 'pyproject.toml')).toMatch(/^description = "Theirs"$/m);
});

test('after a conflict was resolved the next stage comes without one', async () => {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
  expect(await mlops(['new', ...QUICK, '--description', 'Theirs'], { cwd: project })).toMatchObject({ code: 2 });
  edit(project, 'pyproject.toml', (text) => text.replace(/^<{7} yours\n(.*\n)={7}\n.*\n>{7} generated\n/m, '$1'));
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  expect(read(project, 'pyproject.toml')).toMatch(/^description = "Mine"$/m);
});

test('below a project a command acts on it, but not beyond the root of another repository', async () => {
  const project = await minimalProject();
  mkdirSync(join(project, 'other/.git'), { recursive: true });
  giveToUser(project);
  succeeded(await mlops(['api', ...QUICK], { cwd: join(project, 'src/demo') }));
  expect(isThere(project, 'src/demo/api.py')).toBe(true);
  refused(await mlops(['api', ...QUICK], { cwd: join(project, 'other') }), /project/);
  expect(filesIn(join(project, 'other'))).toEqual([]);
});

test('a project that was renamed, or cloned, still works', async () => {
  const project = await minimalProject();
  const moved = join(makeFolder(), 'Another Name');
  renameSync(project, moved);
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: moved, env: cleanEnvironment(), ...USER, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'All');
  git('clone', '-q', moved, `${moved} cloned`);
  succeeded(await mlops(['add', '33', ...QUICK], { cwd: moved }));
  succeeded(await mlops(['add', '33', ...QUICK], { cwd: `${moved} cloned` }));
  expect(snapshot(moved, ['.git'])).toEqual(snapshot(`${moved} cloned`, ['.git']));
  expect(snapshot(moved, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal,33')));
});

test('a checkout with the line ends of Windows is merged without a conflict and keeps them', async () => {
  const project = await minimalProject();
  const texts = filesIn(project).filter((path) => !path.startsWith('.mlops/') && read(project, path) !== '');
  for (const path of texts) edit(project, path, (text) => text.replaceAll('\n', '\r\n'));
  succeeded(await mlops(['api', ...QUICK], { cwd: project }));
  for (const path of texts.filter((name) => name !== '.yo-rc.json')) expect(read(project, path), path).not.toMatch(/[^\r]\n/);
});

test('two commands at once leave one good project', async () => {
  const project = await minimalProject();
  const runs = await Promise.all([mlops(['add', '33', ...QUICK], { cwd: project }), mlops(['add', '33', ...QUICK], { cwd: project })]);
  for (const { code, stderr } of runs) expect([0, 1], stderr).toContain(code);
  expect(runs.some(({ code }) => code === 0)).toBe(true);
  expect(snapshot(project)).toEqual(snapshot(await projectWith('--tasks', 'minimal,33')));
});
