import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { snapshot } from './snapshot.js';
import { edit, isThere, minimalProject, projectWith, QUICK, read, recorded, refused, succeeded } from './workspace.js';

test('what was added and is removed again leaves the bytes from before', async () => {
  const project = await minimalProject();
  const before = snapshot(project);
  for (const what of ['docker', 'api', 'hydra', 'data-version-control', 'ci-tests', 'pre-commit']) {
    succeeded(await mlops(['add', what, ...QUICK], { cwd: project }));
    expect(snapshot(project)).not.toEqual(before);
    succeeded(await mlops(['remove', what, ...QUICK], { cwd: project }));
    expect(snapshot(project), what).toEqual(before);
  }
});

test('a removed stage takes what it put into shared files, and leaves what people put there', async () => {
  const project = await projectWith('--tasks', 'week1');
  edit(project, 'pyproject.toml', (text) => text.replace('dependencies = [', 'dependencies = [\n    "rich",'));
  edit(project, '.gitignore', (text) => `${text}ours/\n`);
  const before = snapshot(project);
  succeeded(await mlops(['add', '33', '35', ...QUICK], { cwd: project }));
  expect(read(project, 'pyproject.toml')).toContain('fastapi');
  succeeded(await mlops(['remove', '33', '35', ...QUICK], { cwd: project }));
  expect(snapshot(project)).toEqual(before);
});

test('a file that somebody edited stays and is listed', async () => {
  const project = await projectWith('--tasks', 'minimal,33');
  edit(project, 'src/demo/api.py', (text) => `${text}\n# Ours\n`);
  const { stdout } = succeeded(await mlops(['remove', 'api', ...QUICK], { cwd: project }));
  expect(stdout).toMatch(/kept as yours +src\/demo\/api\.py\n +No longer generated; it stays because you changed it/);
  expect(read(project, 'src/demo/api.py')).toContain('# Ours');
  expect(isThere(project, 'src/demo/extensions.py')).toBe(false);
});

test('what others need is not removed behind their back', async () => {
  const project = await projectWith('--tasks', 'minimal,35');
  const before = snapshot(project);
  refused(await mlops(['remove', '33', ...QUICK], { cwd: project }), /api-tests \(35\) needs fastapi-inference \(33\).*--with-dependents/);
  expect(snapshot(project)).toEqual(before);
  const { stdout } = succeeded(await mlops(['remove', '33', '--with-dependents', ...QUICK], { cwd: project }));
  expect(stdout).toContain('Turned off: fastapi-inference, api-tests');
  expect(snapshot(project)).toEqual(snapshot(await minimalProject()));
});

test('what nobody asked for goes with the last one that needed it, and is told', async () => {
  const project = await projectWith('--tasks', 'minimal,35');
  const { stdout } = succeeded(await mlops(['remove', '35', ...QUICK], { cwd: project }));
  expect(stdout).toContain('Turned off: fastapi-inference, api-tests');
  expect(recorded(project).tasks['fastapi-inference']).toEqual({ asked: false });
});

test('of a stage go the tasks without which there still is a project', async () => {
  const project = await projectWith('--tasks', 'minimal,20,16');
  succeeded(await mlops(['remove', 'train', ...QUICK], { cwd: project }));
  expect(snapshot(project)).toEqual(snapshot(await minimalProject()));
});

test.each([
  [['remove'], /mlops remove needs something to remove\. Name stages or tasks: mlops remove/],
  [['remove', '3', ...QUICK], /environment \(3\) cannot be removed/],
  [['remove', 'dokker', ...QUICK], /"dokker".*docker/],
  [['remove', 'api', '--redo', ...QUICK], /--redo is an option of mlops undo/],
  [['add', 'api', '--with-dependents', ...QUICK], /--with-dependents is an option of mlops remove/],
])('%j is refused', async (words, says) => {
  const project = await minimalProject();
  const before = snapshot(project);
  refused(await mlops(words, { cwd: project }), says);
  expect(snapshot(project)).toEqual(before);
});

test('what is not there is not removed twice', async () => {
  const project = await minimalProject();
  const { stdout } = succeeded(await mlops(['remove', 'docker', ...QUICK], { cwd: project }));
  expect(stdout).toContain('Nothing to change');
});
