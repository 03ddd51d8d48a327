import { expect, test } from 'vitest';
import { Scratch } from '../run/scratch.js';

test('takes no answers, as it gives back those from before', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { refusal } = await scratch.run('undo', [], { name: 'Birds' });
  expect(refusal).toBe('mlops undo restores the earlier answers, so it takes no --name. Leave it out.');
});

test('needs a project', async () => {
  const scratch = new Scratch();
  expect((await scratch.run('undo')).refusal).toBe(
    `There is no project in ${scratch.root}. Make one with \`mlops new\`, or name its folder with --into.`,
  );
});
