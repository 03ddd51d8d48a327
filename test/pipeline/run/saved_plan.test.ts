import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
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

test('the person is told where it is, and the command that carries it out', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { out } = await scratch.run('add', ['docker'], { save: '../my plan.json', ...QUIET });
  expect(out).toMatch(/\nSaved \.\.\/my plan\.json\. Carry it out: mlops add --apply '\.\.\/my plan\.json'\n$/);
  const program = await scratch.run('add', ['docker'], { save: '../other.json', json: true, ...QUIET });
  expect(JSON.parse(program.out)).toMatchObject({ planned: true });
});

test('of a new project it is for its folder, and no other', async () => {
  const scratch = new Scratch();
  const pack = join(scratch.folder, 'course.pack');
  const { refusal } = await scratch.run('new', ['c'], { pack, tasks: 'minimal', name: 'Demo', save: 'plan.json', ...QUIET });
  expect(refusal).toBeUndefined();
  expect((await scratch.run('new', ['d'], { apply: 'plan.json', ...QUIET })).refusal).toBe(
    'The saved plan is for the folder c, not for d. Leave out the folder, or make the plan again.',
  );
  expect((await scratch.run('new', [], { apply: 'plan.json', ...QUIET })).refusal).toBeUndefined();
  expect(readdirSync(scratch.root).sort()).toEqual(['c', 'plan.json']);
  expect(scratch.read('c/README.md')).toContain('Demo');
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

type Saved = { [field: string]: unknown; answers: { values: Record<string, unknown>; asked: string[] }; changes: object[] };

/** Edits the saved plan by hand; `signed` as a program that knows the form would. */
function edited(scratch: Scratch, change: (plan: Saved) => object, signed = false): void {
  const plan = change(JSON.parse(scratch.read('../plan.json')));
  const { digest, ...rest } = { digest: '', ...plan };
  const sum = signed ? createHash('sha256').update(JSON.stringify(rest)).digest('hex') : digest;
  scratch.write('../plan.json', JSON.stringify({ ...rest, digest: sum }, undefined, 4));
}

test.each<[string, (plan: Saved) => object]>([
  ['another answer', (plan) => ({ ...plan, answers: { ...plan.answers, values: { ...plan.answers.values, name: 'Other' } } })],
  ['another task', (plan) => ({ ...plan, answers: { ...plan.answers, asked: [...plan.answers.asked, 'api'] } })],
  ['a task that there is not', (plan) => ({ ...plan, answers: { ...plan.answers, asked: ['nothing'] } })],
  ['a change less', (plan) => ({ ...plan, changes: plan.changes.slice(1) })],
  ['another way with conflicts', (plan) => ({ ...plan, onConflict: 'mine' })],
])('a plan with %s that somebody put in is named, not the project', async (_, change) => {
  const scratch = await planned();
  edited(scratch, change);
  const { refusal } = await scratch.run('add', [], { apply: '../plan.json', ...QUIET });
  expect(refusal).toBe('../plan.json was changed after it was saved. Make the plan again.');
  expect(existsSync(join(scratch.root, 'Dockerfile'))).toBe(false);
});

test('a plan that was only laid out differently is carried out', async () => {
  const scratch = await planned();
  edited(scratch, (plan) => plan);
  await scratch.result('add', [], { apply: '../plan.json' });
  expect(scratch.read('Dockerfile')).toBe('FROM scratch\n');
});

test('a plan that asks for a task of another pack is refused', async () => {
  const scratch = await planned();
  edited(scratch, (plan) => ({ ...plan, answers: { ...plan.answers, asked: ['nothing'] } }), true);
  const { refusal } = await scratch.run('add', [], { apply: '../plan.json', ...QUIET });
  expect(refusal).toBe('The saved plan asks for the task "nothing", which the pack of this project does not have. Make the plan again.');
});

test('a plan of a later form says so', async () => {
  const scratch = await planned();
  edited(scratch, ({ changes: _, ...plan }) => ({ ...plan, plan: 2, files: [] }));
  const { refusal } = await scratch.run('add', [], { apply: '../plan.json', ...QUIET });
  expect(refusal).toMatch(/saved by a newer generator-mlops, .* cannot read\. Update generator-mlops, or make the plan again\.$/);
});

test.each([false, true])('--save - prints the plan and nothing else, and --apply - reads it', async (json) => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const printed = await scratch.run('add', ['docker'], { save: '-', json, ...QUIET });
  expect(JSON.parse(printed.out)).toMatchObject({ plan: 1, command: 'add', what: ['docker'] });
  expect(printed.err.includes('Dockerfile')).toBe(!json);
  expect(readdirSync(scratch.root)).not.toContain('-');
  const stdin = (): Promise<string> => Promise.resolve(printed.out);
  expect((await scratch.run('add', [], { apply: '-', ...QUIET }, { stdin })).refusal).toBeUndefined();
  expect(scratch.read('Dockerfile')).toBe('FROM scratch\n');
  const none = await scratch.run('add', [], { apply: '-', ...QUIET }, { stdin: () => Promise.resolve('') });
  expect(none.refusal).toMatch(/^The plan on standard input is not a saved plan\. Make one:/);
});

test('what is no plan is refused, with the place that is wrong', async () => {
  const scratch = await planned();
  scratch.write('../plan.json', JSON.stringify({ ...JSON.parse(scratch.read('../plan.json')), redo: 'yes' }));
  expect((await scratch.run('add', [], { apply: '../plan.json' })).refusal).toMatch(
    /^\.\.\/plan\.json is not a saved plan: \/redo is wrong in it\./,
  );
  expect((await scratch.run('add', [], { apply: '../none.json' })).refusal).toMatch(/^The plan \.\.\/none\.json cannot be read\./);
});
