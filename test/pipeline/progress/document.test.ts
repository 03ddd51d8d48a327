import { expect, it, vi } from 'vitest';
import { checkSubject } from '../../../generators/pipeline/progress/document.js';
import { readSubject } from '../../../generators/pipeline/progress/subject.js';
import { Scratch } from '../run/scratch.js';
import { CHECKED } from './course.js';

it('counts each row once, and gives each finding its sentence', async () => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('docker');
  const { counts, tasks } = await checkSubject(await readSubject(scratch.root));
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(tasks.length);
  const findings = tasks.flatMap((task) => task.findings);
  expect(findings.length).toBeGreaterThan(0);
  for (const { sentence } of findings) expect(sentence).toMatch(/^\S.*[^.]$/);
});

it('has a row for each task of the checklist, in its order', async () => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('minimal');
  const { tasks } = await checkSubject(await readSubject(scratch.root));
  expect(tasks.map(({ slug }) => slug)).toEqual(CHECKED.tasks.map(({ slug }) => slug));
});

it('says what it passed over', async () => {
  const scratch = new Scratch(CHECKED);
  await scratch.new('minimal');
  const subject = await readSubject(scratch.root);
  vi.spyOn(subject.repository, 'passedOver', 'get').mockReturnValue([{ path: 'late', why: 'unreadable' }]);
  const { findings } = await checkSubject(subject);
  expect(findings.map(({ sentence }) => sentence)).toEqual(['late cannot be read, and was passed over']);
});
