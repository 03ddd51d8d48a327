import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Scratch } from './scratch.js';

const QUIET = { 'skip-git': true, 'skip-install': true };

async function planned(): Promise<Scratch> {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker'], { save: '../plan.json' });
  return scratch;
}

test('a plan is saved without writing anything else, and carried out as it was', async () => {
  const scratch = await planned();
  expect(existsSync(join(scratch.root, 'Dockerfile'))).toBe(false);
  await scratch.result('add', [], { apply: '../plan.json' });
  expect(scratch.read('Dockerfile')).toBe('FROM scratch\n');
});

test('it is refused where the project has changed since', async () => {
  const scratch = await planned();
  scratch.write('Dockerfile', 'FROM mine\n');
  const { refusal } = await scratch.run('add', [], { apply: '../plan.json', ...QUIET });
  expect(refusal).toBe('The project has changed since the plan was made (Dockerfile); nothing was written. Make the plan again.');
});

test('it is never written over a file, and is one of its own command', async () => {
  const scratch = await planned();
  const { refusal } = await scratch.run('add', ['api'], { save: '../plan.json' });
  expect(refusal).toBe('../plan.json exists already. Remove it, or give --save another name.');
  expect((await scratch.run('remove', ['docker'], { apply: '../plan.json' })).refusal).toContain('The saved plan is for mlops add');
});

test('what is no plan is refused, with the place that is wrong', async () => {
  const scratch = await planned();
  scratch.write('../plan.json', JSON.stringify({ ...JSON.parse(scratch.read('../plan.json')), redo: 'yes' }));
  expect((await scratch.run('add', [], { apply: '../plan.json' })).refusal).toMatch(
    /^\.\.\/plan\.json is not a saved plan: \/redo is wrong in it\./,
  );
  expect((await scratch.run('add', [], { apply: '../none.json' })).refusal).toMatch(/^The plan \.\.\/none\.json cannot be read\./);
});
