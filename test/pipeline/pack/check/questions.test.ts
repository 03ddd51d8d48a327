import { describe, expect, it } from 'vitest';
import { type Files, problemsOf } from '../../../packs/pack_folder.js';

describe('a question that cannot be asked', () => {
  const ask = (question: string): Files => ({ 'pack.yml': `id: x\nasks:\n  - { message: m, ${question} }\n` });
  it.each<[string, Files, string]>([
    ['a reserved name', ask('name: process, type: text'), 'The name "process" is reserved'],
    ['a name of the templates', ask('name: versions, type: text'), 'The name "versions" is reserved'],
    [
      'a name that is free and a type that is not',
      ask('name: package, type: text'),
      'The question "package" has another type than package',
    ],
    ['the flag of an option', ask('name: x, type: text, flag: defaults'), 'The flag --defaults is an option of the commands'],
    [
      'a flag that takes another one back',
      ask('name: x, type: text, flag: no-colour'),
      'The flag --no-colour is an option of the commands',
    ],
    [
      'a name that stages contribute to',
      { ...ask('name: pages, type: text'), 's/stage.yml': 'contributes: { pages: [{ a: b }] }\n' },
      '"pages" is also something that stages contribute',
    ],
    ['a choice without choices', ask('name: x, type: choice'), 'A choice has no choices'],
    ['a choice without a default', ask('name: x, type: choice, choices: [{ value: a, label: A }]'), 'A choice has no default'],
    [
      'a default that is no choice',
      ask('name: x, type: choice, default: b, choices: [{ value: a, label: A }]'),
      'The default is none of the choices',
    ],
    [
      'the same choice twice',
      ask('name: x, type: choice, default: a, choices: [{ value: a, label: A }, { value: a, label: B }]'),
      'Two of the choices are "a"',
    ],
    [
      'a default of several that is no choice',
      ask('name: x, type: choices, default: [a, b], choices: [{ value: a, label: A }]'),
      'The default is none of the choices',
    ],
    [
      'a pattern that nobody can match in time',
      ask("name: x, type: text, pattern: { form: '(a+)+', message: M }"),
      'The pattern cannot be read from "(a+)+" on',
    ],
    [
      'a pattern of a choice',
      ask('name: x, type: choice, default: a, choices: [{ value: a, label: A }], pattern: { form: a, message: M }'),
      'A question of the type choice has a form of its own',
    ],
    [
      'a default made of a later answer',
      {
        'pack.yml': 'id: x\nasks:\n  - { name: x, type: text, message: m, default: "<%- y %>" }\n  - { name: y, type: text, message: m }\n',
      },
      '"<%- y %>": The name "y" is not declared',
    ],
    [
      'a default that is a program',
      ask('name: x, type: text, default: "<% process.exit() %>"'),
      '"<% process.exit() %>": This tag neither prints a value nor opens or closes an "if" or a "for"',
    ],
    ['choices of a text', ask('name: x, type: text, choices: [{ value: a, label: A }]'), 'A question of the type text has no choices'],
    ['a list for one text', ask('name: x, type: text, default: [a]'), 'The default is a list'],
    ['one text for a list', ask('name: x, type: texts, default: a'), 'The default is one text'],
    [
      'a token with blanks',
      ask('name: x, type: token, default: a b'),
      'The default holds more than letters, digits and ._-, or begins with one of these',
    ],
    [
      'a token that is an option',
      ask('name: x, type: tokens, default: [a, -b]'),
      'The default holds more than letters, digits and ._-, or begins with one of these',
    ],
    ['one token for a list of them', ask('name: x, type: tokens, default: a'), 'The default is one text'],
    ['a condition with a name that is not declared', ask('name: x, type: text, when: y'), '"when: y": The name "y" is not declared'],
    [
      'a condition that is a program',
      ask('name: x, type: text, when: "process.exit()"'),
      '"when: process.exit()": The name "process" is reserved',
    ],
    [
      'a condition that can never hold',
      ask("name: x, type: text, when: tasks.includes('zz')"),
      `"when: tasks.includes('zz')": "tasks" can never be 'zz'`,
    ],
    [
      'a condition that names a later question',
      { 'pack.yml': 'id: x\nasks:\n  - { name: x, type: text, message: m, when: y }\n  - { name: y, type: text, message: m }\n' },
      '"when: y" names "y", which is asked later',
    ],
    ['a condition that names itself', ask('name: x, type: text, when: x'), '"when: x" names its own question'],
    [
      'an earlier name that another question has',
      { 'pack.yml': 'id: x\nasks:\n  - { name: x, type: text, message: m, was: [y] }\n  - { name: y, type: text, message: m }\n' },
      '"y" is the name of a question that there is',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(`pack.yml:3: ${expected}`);
  });

  it('has its name and its flag alone', async () => {
    const asks =
      'asks:\n  - { name: a, type: text, message: m }\n  - { name: a, type: text, message: m }\n  - { name: b, flag: a, type: text, message: m }\n';
    expect(await problemsOf({ 'pack.yml': `id: x\n${asks}` })).toEqual([
      'pack.yml:4: Another question has the name "a"',
      'pack.yml:4: Another question has the flag --a',
      'pack.yml:5: Another question has the flag --a',
    ]);
  });
});
