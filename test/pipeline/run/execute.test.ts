import { expect, test } from 'vitest';
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from './scratch.js';

test('a plan is the same run without its last step', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const before = snapshot(scratch.root, { times: true });
  const planned = await scratch.result('add', ['docker'], { plan: true });
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
  const done = await scratch.result('add', ['docker']);
  expect({ ...done, planned: true }).toEqual(planned);
});

test('a plan for a person shows the lines that would change', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { out } = await scratch.run('new', [], { name: 'Birds', plan: true });
  expect(out).toMatch(/^Would write .*demo: 1 updated \(A small course\)\.$/m);
  expect(out).toContain('-# Demo\n+# Birds\n');
});

test('a run that changes nothing leaves no step to take back', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker']);
  await scratch.result('add', ['docker']);
  expect((await scratch.result('undo')).turned).toBe('add docker');
});

test('only what makes a project runs where there is none', async () => {
  const scratch = new Scratch();
  for (const command of ['add', 'remove']) expect((await scratch.run(command, ['docker'])).refusal).toContain('There is no project in');
});
