import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answers, completeAnswers, idleFlags } from '../../../generators/pipeline/answers/answers.js';
import { checkAnswersFile, type FileAnswers, packNamedIn, readAnswersFile } from '../../../generators/pipeline/answers/file.js';
import type { Sources } from '../../../generators/pipeline/answers/sources.js';
import type { Value } from '../../../generators/pipeline/answers/value.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { PACK } from '../pack/fixture.js';

function complete(flags: Record<string, Value>, sources: Partial<Sources> = {}, asked: readonly string[] = []): Answers {
  return completeAnswers(PACK, asked, { flags, folder: 'demo', ...sources });
}

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('answers that nobody was asked for', () => {
  it('come from the folder and the defaults', () => {
    expect(complete({})).toEqual({
      values: {
        name: 'demo',
        package: 'demo',
        description: 'A project',
        authors: [],
        email: '',
        repository: '',
        manager: 'uv',
        python: '3.12',
        accelerator: 'default',
      },
      asked: ['repository', 'training'],
    });
  });

  it('come from flags before the file, from the file before the record, from the record before the default', () => {
    const file = { path: 'answers.yaml', values: { python: '3.11', manager: 'pip' } };
    const recorded = { python: '3.13', manager: 'uv', description: 'Recorded' };
    expect(complete({ python: '3.10' }, { file, recorded }).values).toMatchObject({
      python: '3.10',
      manager: 'pip',
      description: 'Recorded',
    });
  });

  it('derive the package from the title, wherever that came from', () => {
    expect(complete({ name: 'Torch' }).values['package']).toBe('torch_project');
    expect(complete({}, { recorded: { name: 'Old Name' } }).values['package']).toBe('old_name');
    expect(complete({ name: 'New' }, { recorded: { name: 'Old', package: 'old' } }).values['package']).toBe('old');
    expect(complete({ name: 'scikit-learn' }).values['package']).toBe('scikit_learn_project');
  });

  it('hold only what applies: no question of a stage that is off, none whose condition fails', () => {
    expect(complete({ manager: 'pip' }).values).not.toHaveProperty('accelerator');
    expect(complete({}).values).not.toHaveProperty('port');
    expect(complete({}, {}, ['inference']).values).toHaveProperty('port', '8000');
  });

  it('name the flags that change nothing', () => {
    const flags = { port: '9000', manager: 'pip' };
    expect(idleFlags(complete(flags), PACK, flags)).toEqual(['--port']);
  });

  it('name the flag of what is missing and has no default', () => {
    expect(refusalOf(() => complete({}, {}, ['service']))).toContain('--gcp-project=');
    expect(complete({ project_id: 'my-project' }, {}, ['service']).values).toMatchObject({
      project_id: 'my-project',
      port: '8000',
    });
  });

  it('make a title of any folder name', () => {
    expect(complete({}, { folder: '' }).values['name']).toBe('My project');
    expect(complete({}, { folder: 'a\nb\ud800' }).values['name']).toBe('a b');
  });

  it('are in one form, however they were asked for', () => {
    expect(complete({}, {}, ['inference', 'dockerfiles', 'nonsense', 'cloud']).asked).toEqual([
      'repository',
      'training',
      'dockerfiles',
      'inference',
    ]);
    expect(complete({ name: ' Demo ', authors: [' Ada ', '', 'Linus'] }).values).toMatchObject({
      name: 'Demo',
      authors: ['Ada', 'Linus'],
    });
  });
});

describe('an answer of a person', () => {
  it.each(['Ærøskøbing 🦆', 'a "quoted" \\ title', "${{ secrets.X }} <%= 1 %> `$(rm)` : # '", 'x'.repeat(300)])('may be %s', (text) => {
    expect(complete({ name: text, description: text, authors: [text], package: 'p' }).values).toMatchObject({
      name: text,
      authors: [text],
    });
  });

  it.each([
    [{ name: 'two\nlines' }, '--name holds a line break'],
    [{ description: 'bell\u0007' }, '--description holds a control character'],
    [{ name: 'half \ud83e' }, 'half a character'],
    [{ authors: ['Ada', 'x\u2028y'] }, '--author holds a line break'],
    [{ name: 'x'.repeat(301) }, 'longer than 300'],
    [{ name: '  ' }, '--name is empty'],
    [{ email: 'not an address' }, '--email is no e-mail address'],
    [{ email: 'a@b' }, 'name@example.org'],
    [{ repository: 'javascript:alert(1)' }, '--repository is no address'],
    [{ repository: 'https://me:secret@github.com/a/b' }, 'without'],
    [{ repository: 'https://x.org/"a' }, 'is no address'],
    [{ manager: 'vu' }, 'Use one of uv, pip'],
    [{ python: '3.12; rm' }, '--python cannot be'],
    [{ python: '' }, '--python is empty'],
    [{ package: 'torch' }, '--package=torch_project'],
    [{ package: 'scikit_learn' }, '--package=scikit_learn_project'],
    [{ port: 'a b' }, '--port cannot be'],
    [{ name: ['a', 'b'] }, '--name is a list'],
  ])('is refused for %j', (flags: Record<string, Value>, words) => {
    expect(refusalOf(() => complete(flags))).toContain(words);
  });

  it.each(['https://github.com/a/b', 'http://gitlab.local:8080/a/b.git', 'git@github.com:a/b.git', ''])(
    'may have the address "%s"',
    (repository) => {
      expect(complete({ repository }).values).toMatchObject({ repository });
    },
  );

  it('is refused where it came from: a file and a record are named', () => {
    const file = { path: 'answers.yaml', values: { manager: 'conda' } };
    expect(refusalOf(() => complete({}, { file }))).toContain('"manager" in answers.yaml cannot be "conda"');
    expect(refusalOf(() => complete({}, { recorded: { email: 'x' } }))).toContain('The recorded answer "email" (.yo-rc.json)');
    expect(complete({ manager: 'pip' }, { recorded: { manager: 'conda' } }).values['manager']).toBe('pip');
  });
});

describe('an answers file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'answers-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function read(text: string, name = 'answers.yaml'): Promise<FileAnswers> {
    writeFileSync(join(folder, name), text);
    return checkAnswersFile(await readAnswersFile(name, folder, () => Promise.resolve('')), PACK);
  }

  it('is YAML or JSON, with the names of the flags as keys', async () => {
    const yaml = await read('name: Demo\nauthor: [Ada, Linus]\npython: 3.10\ndescription: no\ntasks: week1,33\ngcp-project: 007\n');
    expect(yaml.values).toEqual({
      name: 'Demo',
      authors: ['Ada', 'Linus'],
      python: '3.10',
      description: 'no',
      project_id: '007',
    });
    expect(yaml.tasks).toEqual(['week1,33']);
    const json = await read('\uFEFF{"name": "Demo", "authors": "Ada", "tasks": ["week1", 33]}', 'answers.json');
    expect(json).toEqual({ path: 'answers.json', values: { name: 'Demo', authors: 'Ada' }, tasks: ['week1', '33'] });
  });

  it('may come from standard input, and may name the pack', async () => {
    const file = await readAnswersFile('-', folder, () => Promise.resolve('pack: 2026\nname: Demo\n'));
    expect(packNamedIn(file)).toBe('2026');
    expect(checkAnswersFile(file, PACK).values).toEqual({ name: 'Demo' });
  });

  it.each([
    ['nam: Demo', 'Did you mean "name"'],
    ['authors_of: x', '"authors_of" in answers.yaml'],
    ['"__proto__": x', '"__proto__"'],
    ['{"python": 3.12}', '"python" in answers.yaml has a value of the wrong kind. Give it one text: put it in quotes'],
    ['{"author": [1]}', '"author" in answers.yaml'],
    ['tasks: {a: b}', '"tasks" in answers.yaml'],
    ['name: [a', 'is no YAML'],
    ['name: a\nname: b', 'is no YAML'],
    ['{"name": ', 'is no JSON'],
    ['- a', 'holds no answers'],
    ['', 'holds no answers'],
    ['name: &a [*a]', 'answers.yaml'],
  ])('is refused for %j', async (text, words) => {
    await expect(read(text)).rejects.toThrow(words);
    await expect(read(text)).rejects.toBeInstanceOf(Refusal);
  });

  it('that is not there is named', async () => {
    await expect(readAnswersFile('none.yaml', folder, () => Promise.resolve(''))).rejects.toThrow(
      'The answers file none.yaml does not exist',
    );
    await expect(readAnswersFile('.', folder, () => Promise.resolve(''))).rejects.toThrow('cannot be read');
  });
});
