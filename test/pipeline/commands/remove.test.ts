import { expect, test } from 'vitest';
import { outcomes, Scratch } from '../run/scratch.js';

async function withDocker(): Promise<Scratch> {
  const scratch = new Scratch();
  await scratch.new('docker');
  return scratch;
}

test('what nobody edited goes, and what somebody edited stays and is told of', async () => {
  const scratch = await withDocker();
  expect(outcomes(await scratch.result('remove', ['docker']))).toEqual({ Dockerfile: 'removed' });
  const edited = await withDocker();
  edited.write('Dockerfile', 'FROM python\n');
  expect(outcomes(await edited.result('remove', ['docker']))).toEqual({ Dockerfile: 'kept' });
  expect(edited.read('Dockerfile')).toBe('FROM python\n');
});

test('what others need stays, unless these may go too', async () => {
  const scratch = await withDocker();
  const { refusal } = await scratch.run('remove', ['dockerfiles']);
  expect(refusal).toMatch(/^docker-build \(13\) needs dockerfiles \(12\)\. Remove it too: .*--with-dependents\.$/);
  const { tasks } = await scratch.result('remove', ['dockerfiles'], { 'with-dependents': true });
  expect(tasks.removed).toEqual(['dockerfiles', 'docker-build']);
});

test('at a terminal a no writes nothing', async () => {
  const scratch = await withDocker();
  const asker = async () => Object.assign(() => Promise.resolve({ proceed: false }), {});
  const { refusal } = await scratch.run('remove', ['dockerfiles'], {}, { interactive: true, asker });
  expect(refusal).toBe('You said no, and nothing was written. Name what to remove: mlops remove <task>.');
  expect(scratch.read('Dockerfile')).toBe('FROM scratch\n');
});
