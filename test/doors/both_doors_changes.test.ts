import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops, yo } from './doors.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { isThere, makeFolder, projectWith, QUICK, read, refused, succeeded } from './workspace.js';

// yo starts in seconds: here stands what only yo can show of removals, upgrades, undo and saved plans.

const ASKED = ['--tasks', 'minimal,docker,35'] as const;

/** Runs the same words through both doors in two projects that look the same; they must come to the same. */
async function sameThroughBoth(command: string, words: readonly string[], projects: readonly [string, string]): Promise<number | null> {
  const [left, right] = projects;
  const [under, own] = [await yo([`mlops:${command}`, ...words], { cwd: left }), await mlops([command, ...words], { cwd: right })];
  expect({ ...under, stderr: '' }, under.stderr).toEqual({ ...own, stderr: '' });
  expect(under.stderr).toBe(own.stderr);
  expect(snapshot(left)).toEqual(snapshot(right));
  return own.code;
}

test('both doors remove, undo, redo and upgrade to the same bytes and the same status', async () => {
  const projects = [await projectWith(...ASKED), await projectWith(...ASKED)] as const;
  const before = snapshot(projects[0]);
  const run = (command: string, ...words: string[]): Promise<number | null> => sameThroughBoth(command, words, projects);
  expect(await run('remove', 'fastapi-inference', ...QUICK)).toBe(1);
  expect(snapshot(projects[0])).toEqual(before);
  expect(await run('remove', '--with-dependents', 'api', ...QUICK)).toBe(0);
  expect(isThere(projects[0], 'src/demo/api.py')).toBe(false);
  expect(isThere(projects[0], 'dockerfiles')).toBe(true);
  const removed = snapshot(projects[0]);
  expect(await run('undo', '--skip-install')).toBe(0);
  expect(snapshot(projects[0])).toEqual(before);
  expect(await run('undo', '--redo')).toBe(0);
  expect(snapshot(projects[0])).toEqual(removed);
  expect(await run('upgrade', ...QUICK)).toBe(0);
  expect(snapshot(projects[0])).toEqual(removed);
});

test('yo knows the folder and the tasks from the values of switches', async () => {
  const project = await projectWith(...ASKED);
  const cwd = makeFolder();
  const removed = await yo(['mlops:remove', '--into', project, '--defaults', '--skip-install', '--with-dependents', 'docker'], { cwd });
  expect(removed, removed.stderr).toMatchObject({ code: 0 });
  expect(isThere(project, 'dockerfiles')).toBe(false);
  const undone = await yo(['mlops:undo', '--skip-install', project], { cwd });
  expect(undone, undone.stderr).toMatchObject({ code: 0 });
  expect(isThere(project, 'dockerfiles')).toBe(true);
  const redone = await yo(['mlops:undo', '--redo', project, '--skip-install'], { cwd });
  expect(redone, redone.stderr).toMatchObject({ code: 0 });
  expect(isThere(project, 'dockerfiles')).toBe(false);
  expect(snapshot(cwd)).toEqual({});
});

test('a plan that one door saved is carried out by the other', async () => {
  const projects = [await projectWith(...ASKED), await projectWith(...ASKED)] as const;
  const plans = makeFolder();
  const [before, touched] = [snapshot(projects[0]), touchedSnapshot(projects[0])];
  const saved = await yo(['mlops:remove', '--save', 'plan.json', 'docker', '--into', projects[0], ...QUICK], { cwd: plans });
  expect(saved, saved.stderr).toMatchObject({ code: 0 });
  expect(touchedSnapshot(projects[0])).toEqual(touched);
  expect(JSON.parse(read(plans, 'plan.json'))).toMatchObject({ command: 'remove', what: ['docker'] });
  const words = (project: string): string[] => ['--apply', join(plans, 'plan.json'), '--skip-install', '--into', project];
  expect(await mlops(['remove', ...words(projects[0])], { cwd: plans })).toMatchObject({ code: 0 });
  expect(await yo(['mlops:remove', ...words(projects[1])], { cwd: plans })).toMatchObject({ code: 0 });
  expect(snapshot(projects[0])).not.toEqual(before);
  expect(snapshot(projects[1])).toEqual(snapshot(projects[0]));
  refused(await yo(['mlops:remove', ...words(projects[1])], { cwd: plans }), /changed since the plan was made/);
});

const HELP = [
  ['new', ['--tasks', '--name'], ['--redo', '--with-dependents']],
  ['api', ['--tasks', '--name'], ['--redo', '--with-dependents']],
  ['remove', ['--with-dependents', '--answers'], ['--redo', '--tasks']],
  ['upgrade', ['--tasks', '--pack'], ['--redo', '--with-dependents']],
  ['undo', ['--redo', '--on-conflict'], ['--with-dependents', '--tasks', '--name', '--answers', '--pack']],
] as const;

test.each(HELP)('help of %s names its own options and no others', async (command, own, others) => {
  const { stdout } = succeeded(await mlops([command, '--help'], { cwd: makeFolder() }));
  expect(stdout).toContain(`Usage: mlops ${command} `);
  for (const option of [...own, '--plan', '--save', '--apply']) expect(stdout).toContain(`\n  ${option} `);
  for (const option of others) expect(stdout).not.toContain(`\n  ${option} `);
  expect(stdout).toMatch(/Exit codes\n {2}0 +done\n {2}1 +refused.*\n {2}2 +done.*conflicts.*\n(?: {10,}.*\n)* {2}130, 143 +interrupted/);
});

test.each(['remove', 'undo'])('help of %s is the same under yo, in its words', async (command) => {
  const cwd = makeFolder();
  const { stdout } = succeeded(await yo([`mlops:${command}`, '--help'], { cwd }));
  const binary = succeeded(await mlops([command, '--help'], { cwd }));
  expect(stdout).toContain(`Usage: yo mlops:${command} `);
  expect(stdout).not.toMatch(/yo yo|yo mlops:new|(?<!yo )mlops[ :]\w/);
  const words = binary.stdout.replaceAll('mlops new', 'yo mlops').replaceAll(/(?<!yo )\bmlops (?=\w)/g, 'yo mlops:');
  expect(stdout.trim()).toBe(words.trim());
});

test('the help of all commands shows what more than one of them takes', async () => {
  const { stdout } = await mlops(['--help'], { cwd: makeFolder() });
  for (const option of ['--tasks', '--pack', '--save', '--on-conflict']) expect(stdout).toContain(`\n  ${option} `);
  expect(stdout).not.toMatch(/\n {2}--(?:redo|with-dependents)/);
  expect(stdout).toContain('mlops remove --help');
});
