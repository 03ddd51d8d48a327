import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAnswersFile, type FileAnswers, packNamedIn, readAnswersFile } from '../../../generators/pipeline/answers/file.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { PACK } from '../pack/fixture.js';

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
    ['{"python": 3.12}', '"python" in answers.yaml has a value of the wrong type. Give it a string: put it in quotes'],
    ['{"author": [1]}', '"author" in answers.yaml'],
    ['tasks: {a: b}', '"tasks" in answers.yaml'],
    ['name: [a', 'is not valid YAML'],
    ['name: a\nname: b', 'is not valid YAML'],
    ['{"name": ', 'is not valid JSON'],
    ['- a', 'contains no answers'],
    ['', 'contains no answers'],
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
