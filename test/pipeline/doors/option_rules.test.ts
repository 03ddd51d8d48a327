import { expect, test } from 'vitest';
import { Scratch } from '../run/scratch.js';

test('an option of one command is refused by another, which names those that take it', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.run('add', ['docker'], { redo: true })).refusal).toBe(
    '--redo is an option of mlops undo, not of mlops add. Leave it out.',
  );
  expect((await scratch.run('docker', [], { 'with-dependents': true })).refusal).toBe(
    '--with-dependents is an option of mlops remove, not of mlops docker. Leave it out.',
  );
});

test('a saved plan is carried out with nothing said anew', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker'], { save: '../plan.json' });
  const { refusal } = await scratch.run('add', [], { apply: '../plan.json', 'on-conflict': 'mine' });
  expect(refusal).toBe('A saved plan is applied as it is, without --on-conflict. Leave it out, or make the plan again.');
});
