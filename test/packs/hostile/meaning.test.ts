import { describe, expect, it } from 'vitest';
import { ID, isTaken, refusalOf, write } from './try_pack.js';

const FILE = { 's/files/a': 'a' };

describe('a pack that names what there is not, or itself', () => {
  it.each<[string, Record<string, string>, string]>([
    ['itself', { 'pack.yml': `${ID}extends: .\n`, ...FILE }, 'pack.yml:2: The pack extends itself: '],
    [
      'one in it that extends it',
      { 'pack.yml': `${ID}extends: ./t\n`, 't/pack.yml': 'id: t\nextends: ..\n', ...FILE },
      't/pack.yml:2: The pack extends itself: ',
    ],
    ['what is no pack', { 'pack.yml': `${ID}extends: /etc\n`, ...FILE }, 'pack.yml:2: There is no pack "/etc" to extend'],
    [
      'an address',
      { 'pack.yml': `${ID}extends: https://host/my.pack\n`, ...FILE },
      'pack.yml:2: There is no pack "https://host/my.pack" to extend',
    ],
    ['a name with a NUL', { 'pack.yml': `${ID}extends: "a\\0/b"\n`, ...FILE }, 'pack.yml:2: A control character'],
    [
      'tasks in a circle',
      { 'pack.yml': `${ID}tasks:\n  a: { needs: [b] }\n  b: { needs: [a] }\n` },
      'Tasks need each other in a cycle: a needs b needs a',
    ],
    [
      'stages in a circle',
      { 'pack.yml': ID, 's/stage.yml': 'after: [t]\n', 't/stage.yml': 'after: [s]\n' },
      's/stage.yml:1: Stages wait for each other in a cycle',
    ],
    [
      'a task that it claims twice',
      { 'pack.yml': `${ID}tasks: { a: {} }\n`, 's/stage.yml': 'tasks: { a: {} }\n', 't/stage.yml': 'tasks:\n  a: {}\n' },
      't/stage.yml:2: The stage s claims the task "a" too',
    ],
    [
      'a number twice',
      { 'pack.yml': `${ID}tasks:\n  a: { id: 1 }\n  b: { id: 1 }\n`, ...FILE },
      'pack.yml:4: The task "a" has the number 1 too',
    ],
    [
      'a task of nobody',
      { 'pack.yml': ID, 's/stage.yml': 'tasks:\n  secrets: {}\n' },
      's/stage.yml:2: The checklist has no task "secrets"',
    ],
    [
      'a question twice',
      { 'pack.yml': `${ID}asks:\n  - { name: q, type: text, message: Q? }\n  - { name: q, type: text, message: Q? }\n`, ...FILE },
      'pack.yml:',
    ],
    [
      'an option of the generator',
      { 'pack.yml': `${ID}asks:\n  - { name: q, flag: with-dependents, type: text, message: Q? }\n`, ...FILE },
      'pack.yml:3: ',
    ],
    [
      'a question that is the maker of all maps',
      { 'pack.yml': `${ID}asks:\n  - { name: constructor, type: text, message: Q? }\n`, ...FILE },
      'pack.yml:3: ',
    ],
    [
      'a record of a reserved name',
      { 'pack.yml': ID, 's/stage.yml': 'contributes:\n  pages:\n    - { toString: a }\n' },
      's/stage.yml:3: The field "toString" has a reserved name',
    ],
    [
      'a record with a tag',
      { 'pack.yml': ID, 's/stage.yml': 'contributes:\n  pages:\n    - { title: "<% x() %>" }\n' },
      's/stage.yml:3: "title" holds a tag',
    ],
    ['a stage of a command', { 'pack.yml': ID, 'undo/files/a': 'a' }, 'undo/stage.yml:1: A stage cannot be called "undo"'],
    ['an id that is a path', { 'pack.yml': 'id: ../../x\n', ...FILE }, 'pack.yml:1: id has the wrong form'],
    [
      'a version that is a command',
      { 'pack.yml': ID, 'versions.txt': 'torch==1.0\n--index-url=http://host\n', ...FILE },
      'versions.txt:2: This line is not a version',
    ],
    [
      'an address of a package',
      { 'pack.yml': ID, 'versions.txt': 'torch @ http://host/x.whl\n', ...FILE },
      'versions.txt:1: This line is not a version',
    ],
    ['what it does not extend', { 'pack.yml': `${ID}remove: [docker]\n`, ...FILE }, 'pack.yml:2: There is no "docker" to remove'],
    [
      'a template that is no text',
      { 'pack.yml': ID, 's/stage.yml': 'files: { a: { template: true } }\n', 's/files/a': '\0' },
      's/files/a:1: A binary file cannot be a template',
    ],
    ['a script to run', { 'pack.yml': `${ID}scripts: { postinstall: id }\n`, ...FILE }, 'pack.yml:2: pack.yml has no key "scripts"'],
  ])('is refused: %s', async (_, files, says) => {
    expect(await refusalOf(files)).toContain(says);
  });

  it('is told with names that no terminal acts on', async () => {
    const said = await refusalOf((folder) => {
      write(folder, 'pack.yml', ID);
      write(folder, 's/files/a\u001b[2J\nb', 'a');
      write(folder, 'notes\u001b]0;mine\u0007.txt', 'a');
    });
    expect(said).toContain('s/files/a?[2J?b:1: The path');
    expect(said).toContain('notes?]0;mine?.txt:1: Nothing of a pack is called so');
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u009b]/);
  });

  it('is taken with a script of npm beside it, which nobody runs', async () => {
    const script = JSON.stringify({ name: 'x', main: 'x.js', scripts: { postinstall: 'touch ran', prepare: 'touch ran' } });
    expect(await isTaken({ 'pack.yml': ID, ...FILE, 'package.json': script })).toBe(true);
  });
});
