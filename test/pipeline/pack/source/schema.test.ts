import { describe, expect, it } from 'vitest';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

describe('a document of the wrong form', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an id that is a number', { 'pack.yml': 'id: 2026\n' }, 'pack.yml:1: id has the wrong form'],
    ['no id', { 'pack.yml': 'title: x\n' }, 'pack.yml:1: pack.yml lacks "id"'],
    ['an id with a slash', { 'pack.yml': 'id: ../x\n' }, 'pack.yml:1: id has the wrong form'],
    ['an unknown key', { 'pack.yml': 'id: x\n\ntiele: y\n' }, 'pack.yml:3: pack.yml has no key "tiele"'],
    ['an unknown key of a task', { 'pack.yml': 'id: x\ntasks:\n  a:\n    wrding: y\n' }, 'pack.yml:4: tasks.a has no key "wrding"'],
    ['a slug with blanks', { 'pack.yml': 'id: x\ntasks:\n  a b: {}\n' }, 'pack.yml:3: The key "a b" in tasks has the wrong form'],
    ['an unknown kind', { 'pack.yml': 'id: x\ntasks:\n  a: { kind: art }\n' }, 'pack.yml:3: tasks.a.kind is none of the known ones'],
    ['a list', { 'pack.yml': '- id: x\n' }, 'pack.yml:1: pack.yml has the wrong form'],
    ['a title of two lines', { 'pack.yml': 'id: x\ntitle: "a\\nb"\n' }, 'pack.yml:2: title has the wrong form'],
    [
      'a number as a default',
      { 'pack.yml': 'id: x\nasks: [{ name: python, type: token, message: m, default: 3.12 }]\n' },
      'pack.yml:2: asks.python.default has the wrong form',
    ],
    [
      'a choice of a question',
      { 'pack.yml': 'id: x\nasks: [{ name: os, type: choice, message: m, choices: [a, { value: b, label: 1 }] }]\n' },
      'pack.yml:2: asks.os.choices.b.label has the wrong form',
    ],
    [
      'a record in a record',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'contributes:\n  a:\n    - b: { c: d }\n' },
      's/stage.yml:3: contributes.a.0.b has the wrong form',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(expected);
  });
});

describe('a word of the wrong form', () => {
  it.each<[string, Record<string, string>, string]>([
    ['the keys that there are', { 'pack.yml': 'id: x\nmodules: { M1: { name: Git } }\n' }, 'There are: title, page'],
    ['the words that there are', { 'pack.yml': 'id: x\ntasks: { a: { kind: art } }\n' }, 'Use one of: artifact, command, practice'],
    ['the form of a key', { 'pack.yml': 'id: x\ngroups: { Week 1: a }\n' }, 'Write lower-case letters, digits and dashes'],
    [
      'what a map cannot do without',
      { 'pack.yml': 'id: x\nasks: [{ name: a, type: text, message: m, pattern: "[0-9]" }]\n' },
      'Write a map: { form: …, message: … }',
    ],
    ['that it is a list', { 'pack.yml': 'id: x\nasks: { a: b }\n' }, 'Write a list: […]'],
    [
      'the form of a value',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'files: { a: { when: "" } }\n', 's/files/a': '' },
      'Write a condition in quotes',
    ],
  ])('is told %s', async (_, files, remedy) => {
    await expect(readPack(files)).rejects.toThrow(`. ${remedy}.`);
  });

  it('does not hide the other ones of its document, nor those of other stages', async () => {
    const stages = { 's/stage.yml': 'titel: x\nafter: t\n', 't/stage.yml': 'asks: [{ name: A }]\n' };
    expect(await problemsOf({ 'pack.yml': 'id: x\n', ...stages })).toEqual([
      's/stage.yml:1: s/stage.yml has no key "titel"',
      's/stage.yml:2: after has the wrong form',
      't/stage.yml:1: asks.A lacks "type"',
      't/stage.yml:1: asks.A lacks "message"',
      't/stage.yml:1: asks.A.name has the wrong form',
    ]);
  });
});
