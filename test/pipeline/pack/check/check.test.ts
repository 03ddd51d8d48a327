import { describe, expect, it } from 'vitest';
import { verifyEmittedPath } from '../../../../generators/pipeline/pack/check/path.js';
import { type Files, problemsOf } from '../../../packs/pack_folder.js';

/** A pack with tasks `a` and `b`, in one stage each. */
function withStage(stage: string, more: Files = {}, pack = ''): Files {
  return { 'pack.yml': `id: x\ntasks: { a: { id: 1 }, b: {} }\n${pack}`, 's/stage.yml': stage, ...more };
}

describe('a pack whose parts do not fit together', () => {
  it.each<[string, Files, string]>([
    ['an unknown task is needed', withStage('tasks:\n  a:\n    needs: [c]\n'), 's/stage.yml:3: There is no task "c"'],
    ['an unknown task in soft', withStage('tasks: { a: { soft: [c] } }\n'), 's/stage.yml:1: There is no task "c"'],
    ['a need in the checklist', { 'pack.yml': 'id: x\ntasks:\n  a: {}\n  b: { needs: [z] }\n' }, 'pack.yml:4: There is no task "z"'],
    ['a task needs itself', withStage('tasks: { a: { needs: [a] } }\n'), 's/stage.yml:1: The task "a" names itself in "needs"'],
    [
      'tasks need each other',
      withStage('tasks:\n  a: { needs: [b] }\n  b: { needs: [a] }\n'),
      's/stage.yml:2: Tasks need each other in a circle: a needs b needs a',
    ],
    ['an unknown task is claimed', withStage('tasks:\n  c: {}\n'), 's/stage.yml:2: The checklist has no task "c"'],
    [
      'a task is claimed twice',
      withStage('tasks: { a: {} }\n', { 't/stage.yml': 'tasks:\n  a: {}\n' }),
      't/stage.yml:2: The stage s claims the task "a" too',
    ],
    ['a number twice', { 'pack.yml': 'id: x\ntasks:\n  a: { id: 1 }\n  b: { id: 1 }\n' }, 'pack.yml:4: The task "a" has the number 1 too'],
    ['an unknown module', { 'pack.yml': 'id: x\ntasks:\n  a: { modules: [M1] }\n' }, 'pack.yml:3: There is no module "M1"'],
    ['an unknown group', { 'pack.yml': 'id: x\ngroups: { w: W }\ntasks:\n  a: { group: v }\n' }, 'pack.yml:4: There is no group "v"'],
    [
      'an unknown selector',
      { 'pack.yml': 'id: x\npresets:\n  p:\n    - q\n' },
      'pack.yml:4: "q" is no group, stage, task, number or range',
    ],
    [
      'a number that no task has',
      withStage('', {}, 'presets: { p: [2-9] }\n'),
      'pack.yml:3: "2-9" is no group, stage, task, number or range',
    ],
    [
      'stages wait for each other',
      withStage('after: [t]\ntasks: {}\n', { 't/stage.yml': 'after: [s]\ntasks: {}\n' }),
      's/stage.yml:1: Stages wait for each other in a circle: s after t after s',
    ],
    ['an unknown stage', withStage('after:\n  - t\n'), 's/stage.yml:2: There is no stage "t"'],
    [
      'a stage with the name of a command',
      { 'pack.yml': 'id: x\n', 'undo/files/a': '' },
      'undo/stage.yml:1: A stage cannot be called "undo"',
    ],
    ['a stage with capitals', { 'pack.yml': 'id: x\n', 'Ab/files/a': '' }, 'Ab/stage.yml:1: A stage cannot be called "Ab"'],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(expected);
  });
});

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
    ['a choice without choices', ask('name: x, type: choice'), 'A choice has no choices'],
    ['a choice without a default', ask('name: x, type: choice, choices: [{ value: a, label: A }]'), 'A choice has no default'],
    [
      'a default that is no choice',
      ask('name: x, type: choice, default: b, choices: [{ value: a, label: A }]'),
      'The default is none of the choices',
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

describe('what stages contribute', () => {
  it.each<[string, string, string]>([
    [
      'a package without a version',
      'dependencies:\n    - { name: torch, group: g }',
      's/stage.yml:3: There is no version of "torch" in versions.txt',
    ],
    ['a package without a group', 'dependencies:\n    - { name: known }', 's/stage.yml:3: The dependency "known" has no group'],
    ['a package without a name', 'dependencies: [{ group: g }]', 's/stage.yml:2: A dependency has no name'],
    ['a condition that is broken', 'pages: [{ path: a, when: b }]', 's/stage.yml:2: "when: b": The name "b" is not declared'],
    ['a collection that is made', 'groups: [{ a: b }]', 's/stage.yml:2: The name "groups" is reserved'],
    ['a field of two kinds', 'pages: [{ a: b }, { a: [b] }]', 's/stage.yml:2: "pages.a" is a list in one record and a text in another'],
    ['a field with a reserved name', 'pages: [{ constructor: b }]', 's/stage.yml:1: The key "constructor" is reserved'],
  ])('%s', async (_, contributes, expected) => {
    const files = {
      'pack.yml': 'id: x\n',
      'versions.txt': 'known==1.0\n',
      's/stage.yml': `contributes:\n  ${contributes}\n`,
    };
    expect(await problemsOf(files)).toContain(expected);
  });
});

describe('files that cannot be emitted', () => {
  const files = (settings: string, more: Files = {}): Files => ({
    'pack.yml': 'id: x\n',
    's/stage.yml': `files:\n  a.txt: { ${settings} }\n`,
    's/files/a.txt': '\n<%- nmae %>\n',
    ...more,
  });
  it.each<[string, Files, string]>([
    ['a template with a mistake', files('template: true'), 's/files/a.txt:2: The name "nmae" is not declared'],
    ['a path that leaves the project', files('as: ../a.txt'), 's/files/a.txt:1: The path "../a.txt" leaves its folder'],
    [
      'a condition that is broken',
      files('when: a ==='),
      's/stage.yml:2: "when: a ===": There is nothing more where a text in single quotes should stand',
    ],
    ['a binary template', files('template: true', { 's/files/a.txt': '\0' }), 's/files/a.txt:1: A binary file cannot be a template'],
    ['the same path twice', files('as: b.txt', { 't/files/b.txt': '' }), 's/files/a.txt:1: t/files/b.txt is emitted as b.txt too'],
    [
      'the same path in other letters',
      files('as: B.txt', { 't/files/b.txt': '' }),
      't/files/b.txt:1: s/files/a.txt is emitted as B.txt too',
    ],
    ['a file where a folder is', files('as: d', { 't/files/d/b.txt': '' }), 's/files/a.txt:1: d is a file here and a folder elsewhere'],
    [
      'a part without a file',
      files('once: true', { 's/parts/b.txt': '' }),
      's/parts/b.txt:1: No stage has a file b.txt to which this part could go',
    ],
    [
      'a part with a mistake',
      files('template: true', { 's/files/a.txt': '<%- parts %>', 's/parts/a.txt': '<%- x.y %>' }),
      's/parts/a.txt:1: The name "x" is not declared',
    ],
    [
      'a part without a place',
      files('template: true', { 's/files/a.txt': '', 's/parts/a.txt': '' }),
      's/files/a.txt:1: The part s/parts/a.txt finds no place here',
    ],
  ])('%s', async (_, pack, expected) => {
    expect(await problemsOf(pack)).toContain(expected);
  });

  it('may stand in the same place under conditions of their own', async () => {
    const stage = "files:\n  a: { as: c, when: stages.includes('s') }\n  b: { as: c, when: \"!stages.includes('s')\" }\n";
    expect(
      await problemsOf({
        'pack.yml': 'id: x\n',
        's/stage.yml': stage,
        's/files/a': '<% not a template',
        's/files/b': '',
      }),
    ).toEqual([]);
  });
});

describe('a path that a pack may not emit', () => {
  it.each([
    '',
    '.',
    '..',
    '../a',
    'a/../b',
    'a//b',
    'a/',
    '/a',
    'C:/a',
    'c:a',
    'a\\b',
    '..\\a',
    '.git/config',
    '.GIT/hooks/pre-commit',
    'a/.git/config',
    'git~1/config',
    '.git',
    '.mlops/pack',
    '.MLOPS/x',
    '.yo-rc.json',
    'a\nb',
    'a\0b',
    'a\u202eb',
    'con',
    'a/NUL.txt',
    'Com1.py',
    'a.',
    'a /b',
    ' a',
    'a:b',
    'a*b',
    'a?',
    'a|b',
    '<a>',
    'x'.repeat(201),
    '\ud800',
  ])('%j', (path) => {
    expect(() => verifyEmittedPath(path)).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it.each([
    'a',
    'a/b.c',
    '.gitignore',
    '.github/workflows/x.yaml',
    '.gitattributes',
    'src/pkgname/__init__.py',
    'console.py',
    'a b.txt',
    'é.md',
    '.mlopsrc',
    '...a',
  ])('but %j it may', (path) => {
    expect(() => verifyEmittedPath(path)).not.toThrow();
  });
});
