import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSubject } from '../../../generators/pipeline/progress/subject.js';
import { Scratch } from '../run/scratch.js';
import { CHECKED } from './course.js';

it('reads a project with the tasks that are on and what would be rendered of them', async () => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('docker');
  scratch.write('Dockerfile', 'FROM other\n');
  const { project, loaded, repository, findings } = await readSubject(scratch.root);
  expect(loaded.pack.id).toBe('small');
  expect([...(project?.on ?? [])]).toEqual(['repository', 'training', 'dockerfiles', 'docker-build']);
  expect(project?.rendered.get('Dockerfile')?.bytes.toString()).toBe('FROM scratch\n');
  expect(repository.text('Dockerfile')).toBe('FROM other\n');
  expect(findings).toEqual([]);
});

it('holds any other folder against the pack that is named, and what is no project has no records', async () => {
  const scratch = new Scratch(CHECKED);
  const { project, loaded } = await readSubject(scratch.root, join(scratch.folder, 'course.pack'));
  expect([project, loaded.pack.id]).toEqual([undefined, 'small']);
});

it.each([
  ['.yo-rc.json', 'no JSON'],
  ['.yo-rc.json', '{"generator-mlops": {"pack": {"id": "../../x"}}}'],
  ['.mlops/pack', 'no pack'],
])('does not believe %s with %j in it', async (path, text) => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('docker');
  scratch.write(path, text);
  const { project, findings } = await readSubject(scratch.root, join(scratch.folder, 'course.pack'));
  expect([project, findings.map(({ code }) => code)]).toEqual([undefined, ['project-unreadable']]);
});

it('refuses another pack for a project, which carries its own', async () => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('docker');
  await expect(readSubject(scratch.root, 'other')).rejects.toThrow(
    'The project carries its own pack, small, and is held against no other. Leave out --pack.',
  );
  expect((await readSubject(scratch.root, 'small')).loaded.pack.id).toBe('small');
});

it('refuses a folder that is not there', async () => {
  await expect(readSubject('/nowhere/at/all')).rejects.toThrow('There is no folder /nowhere/at/all. Name one that is there.');
});
