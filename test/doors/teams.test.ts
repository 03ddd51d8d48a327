import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../../generators/pipeline/documents.js';
import { withoutDiffs } from '../support/results.js';
import { mlops } from './doors.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { commitAll, makeTeam } from './team.js';
import { edit, git, isThere, projectWith, QUICK, read, succeeded } from './workspace.js';

const NO_ATTRIBUTES = ['-c', 'core.attributesFile=/dev/null', '-c', 'merge.directoryRenames=false'] as const;

/** Files that neither of two tasks brings, and that come with both; a file that one of them renders otherwise with the other. */
const TOGETHER = [
  {
    start: 'minimal,code-style,ci-tests',
    people: [
      ['add', 'typing-and-docstrings'],
      ['add', 'ci-linting'],
    ],
    result: 'minimal,code-style,ci-tests,typing-and-docstrings,ci-linting',
    brings: '.github/workflows/types.yaml',
  },
  {
    start: 'minimal',
    people: [
      ['add', 'docker'],
      ['add', 'api'],
    ],
    result: 'minimal,docker,api',
    brings: 'dockerfiles/api.dockerfile',
  },
  {
    start: 'minimal',
    people: [
      ['add', 'coverage'],
      ['add', 'model-and-training-tests'],
    ],
    result: 'minimal,coverage,model-and-training-tests',
    brings: undefined,
  },
] as const;

test('the plan of completing a merge says what then happens', async () => {
  const project = await makeTeam('minimal', ['add', 'docker'], ['add', 'api']);
  await git(project, ...NO_ATTRIBUTES, 'merge', '-q', '--no-edit', 'person1');
  const run = async (...more: string[]): Promise<Result> =>
    JSON.parse(succeeded(await mlops(['new', ...QUICK, '--json', ...more], { cwd: project })).stdout) as Result;
  const planned = await run('--plan');
  expect(planned).toMatchObject({ completes: true, recorded: true });
  expect({ ...withoutDiffs(planned), planned: false }).toEqual(await run());
});

test.each(TOGETHER)(
  'after a merge the next command brings what only both together have: $brings',
  async ({ start, people, result, brings }) => {
    const project = await makeTeam(start, ...people);
    await git(project, ...NO_ATTRIBUTES, 'merge', '-q', '--no-edit', 'person1');
    if (brings !== undefined) expect(isThere(project, brings)).toBe(false);
    expect(succeeded(await mlops(['new', ...QUICK], { cwd: project })).stdout).toContain('Branches were merged since the last command');
    expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', result)));
    const before = touchedSnapshot(project);
    expect(succeeded(await mlops(['new', ...QUICK], { cwd: project })).stdout).toContain('Nothing to change');
    expect(touchedSnapshot(project)).toEqual(before);
  },
);

test('one person takes pip while the other adds containers: they become those of pip', async () => {
  const project = await makeTeam('minimal', ['new', '--manager', 'pip'], ['add', 'docker']);
  await git(project, 'merge', '-q', '--no-edit', 'person1');
  succeeded(await mlops(['new', ...QUICK], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal,docker', '--manager', 'pip')));
});

test('what one of them deleted or edited stays so after the merge', async () => {
  const project = await makeTeam('minimal', ['add', 'docker'], ['add', 'api']);
  rmSync(join(project, 'docs/api.md'));
  edit(project, 'src/demo/api.py', (text) => `${text}# mine\n`);
  await commitAll(project);
  await git(project, 'merge', '-q', '--no-edit', 'person1');
  rmSync(join(project, 'dockerfiles/evaluate.dockerfile'));
  succeeded(await mlops(['add', 'tests', ...QUICK], { cwd: project }));
  expect(isThere(project, 'docs/api.md')).toBe(false);
  expect(isThere(project, 'dockerfiles/evaluate.dockerfile')).toBe(false);
  expect(isThere(project, 'dockerfiles/api.dockerfile')).toBe(true);
  expect(read(project, 'src/demo/api.py')).toMatch(/# mine\n$/);
});

test('three branches, one after the other, and one of them went on', async () => {
  const project = await makeTeam('minimal', ['add', 'docker'], ['add', 'api'], ['add', 'tests']);
  for (const branch of ['person1', 'person2']) await git(project, 'merge', '-q', '--no-edit', branch);
  succeeded(await mlops(['new', ...QUICK], { cwd: project }));
  await commitAll(project);
  await git(project, 'checkout', '-q', 'person1');
  succeeded(await mlops(['add', 'ci-tests', ...QUICK], { cwd: project }));
  await commitAll(project);
  await git(project, 'merge', '-q', '--no-edit', 'person3');
  succeeded(await mlops(['new', ...QUICK], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal,docker,api,tests,ci-tests')));
});

test('a rebase and a revert come to the same', async () => {
  const project = await makeTeam('minimal', ['add', 'docker'], ['add', 'api']);
  await git(project, 'rebase', '-q', 'person1');
  succeeded(await mlops(['new', ...QUICK], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal,docker,api')));
  await commitAll(project);
  await git(project, 'checkout', '-q', 'person1');
  await git(project, 'revert', '--no-edit', 'HEAD');
  expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal')));
  expect(succeeded(await mlops(['new', ...QUICK], { cwd: project })).stdout).toContain('Nothing to change');
});

test('what a command completed after a merge can be taken back and brought again', async () => {
  const project = await makeTeam('minimal', ['add', 'docker'], ['add', 'api']);
  await git(project, 'merge', '-q', '--no-edit', 'person1');
  const merged = snapshot(project, ['.git']);
  succeeded(await mlops(['add', 'tests', ...QUICK], { cwd: project }));
  const completed = snapshot(project, ['.git']);
  succeeded(await mlops(['undo'], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(merged);
  succeeded(await mlops(['undo', '--redo'], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(completed);
  succeeded(await mlops(['undo'], { cwd: project }));
  succeeded(await mlops(['new', ...QUICK], { cwd: project }));
  expect(isThere(project, 'dockerfiles/api.dockerfile')).toBe(true);
  succeeded(await mlops(['undo'], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(merged);
});
