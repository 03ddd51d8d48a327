import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../generators/pipeline/answers/answers.js';
import { ask } from '../../../generators/pipeline/ask/ask.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { PACK, question } from '../pack/fixture.js';
import { Person, request } from './person.js';

const lastLook = {
  countFiles: (): ReadonlyMap<string, number> => new Map([['project', 12]]),
  commandLine: ({ asked }: Answers): string => `mlops new --tasks=${asked.join()}`,
};

describe('a new project at a terminal', () => {
  it('is asked about who, then how far, then only what that needs', async () => {
    const person = new Person({ preset: 'week1' });
    const { answers } = await ask(request(person));
    expect(person.names).toEqual([
      'name',
      'package',
      'description',
      'authors',
      'email',
      'repository',
      'preset',
      'manager',
      'python',
      'accelerator',
    ]);
    expect(answers.asked).toEqual(['repository', 'training', 'dockerfiles', 'docker-build']);
  });

  it('derives the package from the title that was typed, and splits the authors', async () => {
    const person = new Person({
      name: 'Tørv og Torsk',
      authors: 'Ada Lovelace, Linus',
      preset: 'minimal',
      manager: 'pip',
    });
    const { answers } = await ask(request(person));
    expect(answers.values).toMatchObject({
      name: 'Tørv og Torsk',
      package: 'toerv_og_torsk',
      authors: ['Ada Lovelace', 'Linus'],
      manager: 'pip',
    });
    expect(person.names).not.toContain('accelerator');
  });

  it('says at the question why the package has another name than the title', async () => {
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    await ask(request(new Person({ name: 'grp', preset: 'minimal' }), { say }));
    const words = said.join('').replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'The package is called grp_project, because "grp" would shadow the module of that name in the standard library.',
    );
    said.length = 0;
    await ask(request(new Person({ name: 'Demo', preset: 'minimal' }), { say }));
    expect(said.join('')).not.toContain('because');
  });

  it('asks again with the reason, and a suggestion that can be typed', async () => {
    const person = new Person({ package: ['torch', '1st', 'good_name'], email: ['nobody', ''], preset: 'minimal' });
    const { answers } = await ask(request(person));
    expect(person.refused).toEqual([
      'The package name "torch" would shadow a module that the project needs. Take another, such as torch_project.',
      'The package name "1st" begins with a digit, which no Python name may. Take another, such as project_1st.',
      'This is not an e-mail address: "nobody". Write it like name@example.org.',
    ]);
    expect(answers.values).toMatchObject({ package: 'good_name', email: '' });
  });

  it('chooses task by task, from what every project has', async () => {
    const person = new Person({ preset: 'pick', tasks: ['service'], project_id: 'p-1' });
    const { answers } = await ask(request(person));
    expect(person.heard.find(({ name }) => name === 'tasks')).toMatchObject({
      type: 'mlops-tasks',
      default: ['repository', 'training'],
    });
    expect(answers.asked).toEqual(['repository', 'training', 'service']);
    expect(answers.values).toMatchObject({ port: '8000', region: 'europe-west1', project_id: 'p-1' });
  });

  it('chooses with the plain checkbox where the checklist is not known', async () => {
    const person = new Person({ preset: 'pick', tasks: ['inference'] });
    const { answers } = await ask(request(person, { asker: person.asker(false) }));
    const checkbox = person.heard.find(({ name }) => name === 'tasks');
    expect(checkbox).toMatchObject({ type: 'checkbox' });
    expect(checkbox?.choices?.[0]).toEqual({ type: 'separator', separator: 'Week 1' });
    expect(checkbox?.choices?.[1]).toMatchObject({ value: 'repository', checked: true });
    expect(answers.asked).toEqual(['repository', 'training', 'inference']);
  });

  it('is not asked what flags and file have answered, nor what is quiet', async () => {
    const quiet: Pack = {
      ...PACK,
      asks: [...PACK.asks, Object.assign(question('license', { type: 'token', default: 'MIT' }), { quiet: true })],
    };
    const person = new Person();
    const sources = {
      flags: { name: 'Given', manager: 'pip' },
      file: { path: 'a.yml', values: { python: '3.11' } },
      folder: 'demo',
    };
    const { answers } = await ask(request(person, { loaded: { pack: quiet }, sources, tasks: 'given', asked: [] }));
    expect(person.names).toEqual(['package', 'description', 'authors', 'email', 'repository']);
    expect(answers.values).toMatchObject({ name: 'Given', package: 'given', python: '3.11', license: 'MIT' });
  });

  it('hears of a wrong flag before the first question', async () => {
    const person = new Person();
    await expect(ask(request(person, { sources: { flags: { python: 'a b' }, folder: 'demo' } }))).rejects.toThrow('--python cannot be');
    expect(person.heard).toEqual([]);
  });

  it('chooses the course year where there are several', async () => {
    const next: Pack = { ...PACK, id: 'next', presets: {}, title: 'Next year' };
    const years = [
      { id: 'next', title: 'Next year', load: () => ({ pack: next }) },
      { id: 'small', title: 'A small course', load: () => ({ pack: PACK }) },
    ];
    const person = new Person({ year: 'next', preset: 'minimal' });
    expect((await ask(request(person, { years }))).loaded.pack.id).toBe('next');
    expect(person.names.indexOf('year')).toBeLessThan(person.names.indexOf('preset'));
    const alone = new Person({ preset: 'minimal' });
    await ask(request(alone, { years: years.slice(0, 1) }));
    expect(alone.names).not.toContain('year');
  });
});

describe('a project that is there', () => {
  const recorded = {
    name: 'Old',
    package: 'old',
    description: 'x',
    authors: ['Ada'],
    email: '',
    repository: '',
    manager: 'uv',
    python: '3.12',
    accelerator: 'cpu',
  };

  it('is asked only what is new when a stage is added', async () => {
    const person = new Person({ port: '9000' });
    const sources = { flags: {}, recorded, folder: 'demo' };
    const { answers } = await ask(request(person, { sources, tasks: 'given', asked: ['inference'] }));
    expect(person.names).toEqual(['port']);
    expect(answers.values).toMatchObject({ ...recorded, port: '9000' });
  });

  it('is asked nothing, and not for a yes, when nothing is new', async () => {
    const person = new Person();
    const sources = { flags: {}, recorded, folder: 'demo' };
    await ask(request(person, { sources, tasks: 'given', asked: ['dockerfiles'], lastLook }));
    expect(person.names).toEqual([]);
  });

  it('may change any answer, with the recorded one as the suggestion', async () => {
    const person = new Person({ description: 'new words' });
    const sources = { flags: {}, recorded, folder: 'demo' };
    const { answers } = await ask(request(person, { sources, asked: ['dockerfiles', 'docker-build'], reask: 'all' }));
    expect(person.heard.find(({ name }) => name === 'authors')?.default).toBe('Ada');
    expect(person.heard.find(({ name }) => name === 'preset')?.default).toBe('week1');
    expect(answers.values).toEqual({ ...recorded, description: 'new words' });
  });

  it('begins task by task where its choice is no preset', async () => {
    const person = new Person({ tasks: ['inference'] });
    const sources = { flags: {}, recorded, folder: 'demo' };
    await ask(request(person, { sources, asked: ['dockerfiles'], reask: [] }));
    expect(person.names).toEqual(['preset', 'tasks', 'port']);
  });

  it('is offered the other tasks of a stage, and keeps what it has', async () => {
    const person = new Person({ tasks: ['docker-build'] });
    const sources = { flags: {}, recorded, folder: 'demo' };
    const offer = {
      offer: ['dockerfiles', 'docker-build'],
      message: 'Which tasks of docker?',
      keep: ['repository', 'training', 'inference'],
    };
    const { answers } = await ask(request(person, { sources, asked: [...offer.keep, 'dockerfiles'], tasks: offer, reask: [] }));
    expect(person.names[0]).toBe('tasks');
    expect(answers.asked).toEqual(['repository', 'training', 'docker-build', 'inference']);
  });
});

describe('the end of the questions', () => {
  it('is a summary and a yes', async () => {
    const said: string[] = [];
    const person = new Person({ preset: 'minimal' });
    await ask(request(person, { lastLook, say: (text) => said.push(text) }));
    expect(person.names.at(-1)).toBe('proceed');
    expect(said.join('')).toContain('project');
  });

  it('is a no that writes nothing', async () => {
    const person = new Person({ preset: 'minimal', proceed: 'no' });
    await expect(ask(request(person, { lastLook }))).rejects.toThrow(Refusal);
  });

  it('may change one answer after the other, and loses none of the others', async () => {
    const person = new Person({
      name: ['Birds', 'Songs'],
      package: ['birds', 'songs'],
      manager: 'pip',
      preset: 'minimal',
      change: ['name', 'package'],
      proceed: ['change', 'change', 'yes'],
    });
    const { answers } = await ask(request(person, { lastLook }));
    expect(answers.values).toMatchObject({ name: 'Songs', package: 'songs', manager: 'pip' });
    expect(person.heard.filter(({ name }) => name === 'name').map((asked) => asked.default)).toEqual(['demo', 'Birds']);
    expect(person.names.filter((name) => name === 'manager')).toHaveLength(1);
  });

  it('may change the tasks, and asks what the new ones need', async () => {
    const person = new Person({
      preset: ['minimal', 'pick'],
      tasks: ['inference'],
      change: 'tasks',
      port: '9000',
      proceed: ['change', 'yes'],
    });
    const { answers } = await ask(request(person, { lastLook }));
    expect(answers).toMatchObject({ values: { port: '9000' }, asked: ['repository', 'training', 'inference'] });
    expect(person.names.indexOf('port')).toBeGreaterThan(person.names.indexOf('change'));
  });

  it('does not offer tasks that were named', async () => {
    const person = new Person({ change: 'manager', proceed: ['change', 'yes'] });
    await ask(request(person, { lastLook, tasks: 'given', asked: ['inference'] }));
    expect(JSON.stringify(person.heard.find(({ name }) => name === 'change')?.choices)).not.toContain('"tasks"');
  });

  it('may be the command that does the same without questions', async () => {
    const said: string[] = [];
    const person = new Person({ preset: 'minimal', proceed: 'command' });
    const asking = ask(request(person, { lastLook, say: (text) => said.push(text) }));
    await expect(asking).rejects.toMatchObject({ exitCode: 0, message: 'Nothing was written.' });
    expect(said.at(-1)).toBe('\nmlops new --tasks=repository,training\n\n');
  });
});
