import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findWorkspace, projectIn } from '../../../generators/pipeline/run/workspace.js';
import { COURSE, Scratch } from './scratch.js';

const nothing = (): void => {};

async function workspaceOf(scratch: Scratch, cwd: string, folder?: string) {
  return findWorkspace(cwd, folder, { pack: join(scratch.folder, 'course.pack'), upgrades: false }, nothing);
}

test('a folder that is given is taken as it is, and without one the search goes upwards to a project', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const below = join(scratch.root, 'src/demo');
  expect((await workspaceOf(scratch, below)).root).toBe(scratch.root);
  expect((await workspaceOf(scratch, below, '.')).root).toBe(below);
  expect((await workspaceOf(scratch, scratch.folder, 'new one')).root).toBe(join(scratch.folder, 'new one'));
});

test('the search ends at a git root', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const inner = join(scratch.root, 'vendor');
  mkdirSync(join(inner, '.git'), { recursive: true });
  expect((await workspaceOf(scratch, inner)).project).toBeUndefined();
});

test('a file in the place of the folder is refused', async () => {
  const scratch = new Scratch();
  scratch.write('notes', '');
  await expect(workspaceOf(scratch, scratch.root, 'notes')).rejects.toThrow(
    /notes is a file, not a folder\. Name another folder, or move the file away\.$/,
  );
});

test('a record of tasks that the carried pack does not have is refused', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write(
    '.yo-rc.json',
    scratch.read('.yo-rc.json').replace('"dockerfiles"', '"dockerfile"').replace('"asked": false', '"asked": true'),
  );
  const broken = scratch.read('.yo-rc.json').replace('"dockerfile": {\n        "asked": false', '"dockerfile": {\n        "asked": true');
  scratch.write('.yo-rc.json', broken);
  await expect(workspaceOf(scratch, scratch.root)).rejects.toThrow(
    'asks for the task "dockerfile", which the pack of this project does not have',
  );
});

test('a project is rendered with the pack that it carries', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { loaded, carried } = await workspaceOf(scratch, scratch.root);
  expect([loaded.pack.id, loaded === carried]).toEqual([COURSE.id, true]);
});

test('a folder without a project has none to give', async () => {
  const scratch = new Scratch();
  const workspace = await workspaceOf(scratch, scratch.root);
  expect(() => projectIn(workspace)).toThrow('There is no project in');
});
