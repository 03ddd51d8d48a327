import { expect, test } from 'vitest';
import { snapshot, withoutHistory } from '../../lives/snapshot.js';
import { outcomes, Scratch } from './scratch.js';

test('takes back the last command to the last byte, and --redo brings it back', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const before = withoutHistory(snapshot(scratch.root));
  await scratch.result('add', ['docker']);
  const after = withoutHistory(snapshot(scratch.root));
  await scratch.result('undo');
  expect(withoutHistory(snapshot(scratch.root))).toEqual(before);
  await scratch.result('undo', [], { redo: true });
  expect(withoutHistory(snapshot(scratch.root))).toEqual(after);
});

test('keeps what somebody edited since, and says so', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker']);
  scratch.write('Dockerfile', 'FROM mine\n');
  const result = await scratch.result('undo');
  expect(outcomes(result)).toEqual({ Dockerfile: 'kept' });
  expect(result.changes[0]?.note).toContain('It stays because you changed it since.');
});

test('says where there is nothing to take or to bring back', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.run('undo', [], { redo: true })).refusal).toMatch(/^There is nothing to bring back\./);
  await scratch.result('undo');
  expect((await scratch.run('undo')).refusal).toContain('There is no project in');
});
