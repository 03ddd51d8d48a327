import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from '../../../generators/pipeline/doors/arguments.js';
import { shippedPacks } from '../../../generators/pipeline/pack/library/shipped.js';
import { mayAsk } from '../../../generators/pipeline/run/choose_answers.js';
import type { PromptQuestion, Terminal } from '../../../generators/pipeline/terminal/terminal.js';
import { terminal } from '../terminal_stub.js';
import { IN_FOLDERS } from './layout/layout_pack.js';
import { Scratch } from './scratch.js';

test('an answer that nothing asks for with this choice of tasks is told of', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const { err } = await scratch.run('new', [], { port: '9000', 'skip-git': true, 'skip-install': true });
  expect(err).toBe('--port changes nothing: no task that is on asks for it.\n');
});

test('a package that is not called as its project is said once, where nobody chose the name', async () => {
  const name = 'grp';
  const values = { name, tasks: 'minimal', 'skip-git': true, 'skip-install': true };
  const scratch = new Scratch();
  const pack = `${scratch.folder}/course.pack`;
  const said =
    'The package is called grp_project, because "grp" would shadow the module of that name in the standard library. Another name: --package=<name>\n';
  expect((await scratch.run('new', [], { ...values, pack, plan: true })).err).toBe(said);
  expect((await scratch.run('new', [], { ...values, pack, package: 'grp_project' })).err).toBe('');
  const another = new Scratch();
  expect((await another.run('new', [], { ...values, pack })).err).toBe(said);
  expect((await another.run('add', ['docker'], { 'skip-git': true, 'skip-install': true })).err).toBe('');
  expect(await another.run('info')).toMatchObject({ err: '', out: expect.stringMatching(/package +grp_project/) });
});

test('flags win over the answers file, which wins over what is recorded', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal', { description: 'Recorded' });
  scratch.write('../answers.yaml', 'description: From the file\nname: From the file\n');
  await scratch.result('new', [], { answers: '../answers.yaml', name: 'From the flag' });
  const { out } = await scratch.run('info');
  expect(out).toMatch(/name +From the flag\n/);
  expect(out).toMatch(/description +From the file\n/);
});

test('nobody is asked without a terminal, with --defaults, or where the answer is a document', () => {
  const options = readOptions({});
  const request = { command: 'new', what: [], cwd: '/', flags: {}, options };
  expect(mayAsk(request, terminal())).toBe(true);
  expect(mayAsk(request, terminal({ interactive: false }))).toBe(false);
  for (const off of [{ defaults: true }, { json: true }])
    expect(mayAsk({ ...request, options: { ...options, ...off } }, terminal())).toBe(false);
});

test('at a terminal the summary counts the files of each stage before anything is written', async () => {
  const scratch = new Scratch();
  const asker = async () => Object.assign(() => Promise.resolve({ proceed: false, preset: 'everything' }), {});
  const pack = `${scratch.folder}/course.pack`;
  const { out, refusal } = await scratch.run(
    'new',
    [],
    { pack, name: 'Demo', package: 'demo', 'gcp-project': 'p', ...{ manager: 'pip', python: '3.12', port: '80', region: 'r' } },
    { interactive: true, asker },
  );
  expect(refusal).toContain('You said no, and nothing was written');
  expect(out).toMatch(/stage +tasks +files\n +project +1 +2 /);
});

test('at a terminal a new project is asked for its course year, the newest first, and is one of the year that is taken', async () => {
  const newest = shippedPacks().at(-1);
  const [older] = shippedPacks();
  const heard: PromptQuestion[] = [];
  const answering = (year: string | undefined): Partial<Terminal> => ({
    interactive: true,
    asker: async () =>
      Object.assign((questions: readonly PromptQuestion[]) => {
        heard.push(...questions);
        return Promise.resolve(
          Object.fromEntries(questions.map(({ name, default: usual }) => [name, name === 'year' ? (year ?? usual) : usual])),
        );
      }, {}),
  });
  const options = { 'skip-git': true, 'skip-install': true, package: 'demo', tasks: 'minimal' };
  for (const [year, pack] of [
    [older?.id, older],
    [undefined, newest],
  ] as const) {
    const scratch = new Scratch();
    expect(await scratch.run('new', [], options, answering(year))).toMatchObject({ exitCode: 0, refusal: undefined });
    expect(JSON.parse(scratch.read('.yo-rc.json'))).toMatchObject({ 'generator-mlops': { pack: { id: pack?.id } } });
  }
  const [asked] = heard.filter(({ name }) => name === 'year');
  expect(asked?.choices).toEqual(
    shippedPacks()
      .map(({ id, title }) => ({ value: id, name: title }))
      .reverse(),
  );
  expect(heard.filter(({ name }) => name === 'year')).toHaveLength(2);
});

test('at a terminal a package that the person renamed is asked about, and its name is taken', async () => {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  renameSync(join(scratch.root, 'src/birds'), join(scratch.root, 'src/catnet'));
  const messages: string[] = [];
  const answering = (proceed: boolean): Partial<Terminal> => ({
    interactive: true,
    asker: async () =>
      Object.assign((questions: readonly PromptQuestion[]) => {
        messages.push(JSON.stringify(questions));
        return Promise.resolve({ proceed });
      }, {}),
  });
  const options = { port: '80', 'skip-git': true, 'skip-install': true };
  expect((await scratch.run('add', ['inference'], options, answering(false))).refusal).toContain('mlops new --package catnet');
  expect((await scratch.run('add', ['inference'], options, answering(true))).exitCode).toBe(0);
  expect(messages[0]).toContain('You moved the package from src/birds to src/catnet');
  expect(scratch.read('src/catnet/api.py')).toContain('from catnet.data import load');
});
