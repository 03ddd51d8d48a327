import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRequest } from '../../../generators/pipeline/doors/request.js';
import { question } from '../pack/fixture.js';
import { COURSE, Scratch } from '../run/scratch.js';
import { terminal } from '../terminal_stub.js';

test('the folder is the word after the command, or --into, and never both', async () => {
  const scratch = new Scratch();
  expect((await scratch.run('new', ['a', 'b'])).refusal).toBe(
    '"b" is an unexpected word. mlops new takes one folder; put a name with spaces in quotes.',
  );
  expect((await scratch.run('new', ['a'], { into: 'b' })).refusal).toBe(
    'Two folders were given. Leave out --into, or the word after the command.',
  );
  expect((await scratch.run('new', [''])).refusal).toBe('The folder has no name. Name one: mlops new demo.');
});

test('a wrong option or command is named before the words that it leaves over', async () => {
  const scratch = new Scratch();
  expect((await scratch.run('x', ['new', 'demo'], { nme: true })).refusal).toBe('There is no option --nme. Did you mean --name?');
  expect((await scratch.run('v', ['new', 'demo'])).refusal).toMatch(/^There is no command and no stage "v"\./);
});

test('a command that nobody knows is refused with the nearest one', async () => {
  const scratch = new Scratch();
  expect((await scratch.run('upgrad')).refusal).toBe('There is no command and no stage "upgrad". Did you mean mlops upgrade?');
});

test.each([
  ['hlep', 'mlops help'],
  ['compltion', 'mlops completion'],
  ['version', 'mlops --version'],
])('%s is told from a typing error', async (typed, meant) => {
  const { refusal } = await new Scratch().run(typed);
  expect(refusal).toBe(`There is no command and no stage "${typed}". Did you mean ${meant}?`);
});

test('what can be called is named, with help and completion', async () => {
  expect((await new Scratch().run('xyzzy')).refusal).toContain('undo, check, audit, info, diff, why, pack, help, completion, ');
});

test('a folder whose name no disk takes is named in a sentence', async () => {
  const name = 'a'.repeat(300);
  for (const command of ['new', 'info', 'undo']) {
    const { refusal } = await new Scratch().run(command, [name]);
    expect(refusal).toMatch(/^The name of the folder is too long: a+…\. Take a shorter one\.$/);
  }
});

test('a task, and one that the pack lacks, is told from a typing error', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.run('docker-build')).refusal).toBe('docker-build (13) is a task, not a command. Run: mlops add docker-build.');
  expect((await scratch.run('cloud')).refusal).toBe(
    'cloud (34) is on the checklist, but no stage of this pack does it. Leave it out. What can be added: project, train, docker, api, deploy.',
  );
});

test('a flag that only the pack of the project asks for is known once the project is', async () => {
  const scratch = new Scratch({ ...COURSE, asks: [...COURSE.asks, question('colour', { default: 'grey' })] });
  await scratch.new('minimal', { colour: 'red' });
  expect((await scratch.run('new', [], { colour: 'blue', qqqqqqqq: 'dark' })).refusal).toBe(
    'There is no option --qqqqqqqq. See `mlops --help` for a list.',
  );
  const { request } = await readRequest('new', { positionals: [], values: { colour: ['blue'] } }, scratch.root, terminal());
  expect(request.flags).toEqual({ colour: 'blue' });
});

test('what only reads repairs nothing: a write that was cut off is told of', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  mkdirSync(join(scratch.root, '.mlops/stage'), { recursive: true });
  const { refusal } = await scratch.run('info');
  const planned = (await scratch.run('add', ['docker'], { plan: true })).refusal;
  expect(refusal).toBe(planned);
});
