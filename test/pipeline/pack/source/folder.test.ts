import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPackFolder } from '../../../../generators/pipeline/pack/source/folder.js';
import { problemsOf, readPack, writeFolder } from '../../../packs/pack_folder.js';

const NOBODY = (): Promise<undefined> => Promise.resolve(undefined);

const CHECKLIST = `id: course
groups: { week1: Week 1, week2: Week 2 }
modules: { M5: { title: Git } }
tasks:
  repository: { id: 1, wording: Create a repository, modules: [M5], group: week1, always: true }
  serving: { id: 2, wording: Serve it, group: week2, evidence: [{ kind: file, path: a.py }] }
  meeting: { group: week2, kind: practice }
presets: { week1: [week1], both: [week1, 2] }
asks:
  - { name: name, type: title, message: Name? }
  - { name: package, type: package, message: Package? }
  - { name: projectId, type: token, message: Project?, when: tasks.includes('serving'), quiet: true }
`;

describe('the folder of a pack', () => {
  it('is smallest with an id and one stage of files that are copied as they are', async () => {
    const pack = await readPackFolder(join(import.meta.dirname, '../../../packs/smallest'), NOBODY);
    expect(pack).toMatchObject({
      id: 'smallest',
      title: 'smallest',
      engine: 1,
      revision: 1,
      presets: {},
      groups: { tasks: 'Tasks' },
    });
    expect(pack.tasks).toMatchObject([{ slug: 'hello', wording: 'hello', stage: 'hello', group: 'tasks', always: false }]);
    expect(pack.stages[0]?.files).toEqual([{ path: 'hello.txt', origin: 'hello/files/hello.txt', content: 'Hello <% %> pkgname\n' }]);
    expect(pack.asks.map(({ name, type }) => [name, type])).toEqual([
      ['name', 'title'],
      ['package', 'package'],
    ]);
  });

  it('joins the checklist with what the stages claim', async () => {
    const pack = await readPack({
      'pack.yml': CHECKLIST,
      'project/stage.yml': 'tasks: { repository: { artifacts: [.gitignore] } }\n',
      'api/stage.yml': 'title: API\nafter: [project]\ntasks:\n  serving: { needs: [repository], soft: [meeting], commands: [run it] }\n',
    });
    expect(pack.tasks.map(({ slug, stage }) => [slug, stage])).toEqual([
      ['repository', 'project'],
      ['serving', 'api'],
      ['meeting', undefined],
    ]);
    expect(pack.tasks[1]).toEqual({
      slug: 'serving',
      id: 2,
      wording: 'Serve it',
      modules: [],
      group: 'week2',
      kind: 'artifact',
      always: false,
      stage: 'api',
      needs: ['repository'],
      soft: ['meeting'],
      artifacts: [],
      evidence: [{ kind: 'file', path: 'a.py' }],
      commands: ['run it'],
    });
    expect(pack.presets).toEqual({ week1: ['week1'], both: ['week1', '2'] });
    expect(pack.asks[2]).toMatchObject({ name: 'projectId', flag: 'project-id', quiet: true });
  });

  it('has its stages after what they name, then as the checklist meets them, then by name', async () => {
    const pack = await readPack({
      'pack.yml': 'id: x\ntasks: { t1: {}, t2: {}, t3: {} }\n',
      'a/stage.yml': 'after: [c]\ntasks: { t1: {} }\n',
      'c/stage.yml': 'tasks: { t3: {} }\n',
      'b/stage.yml': 'tasks: { t2: {} }\n',
      'z/files/z': 'z',
      'y/stage.yml': 'tasks: {}\n',
    });
    expect(pack.stages.map(({ id }) => id)).toEqual(['b', 'c', 'a', 'z', 'y']);
  });

  it('takes files as they are: binary, executable, with Windows line ends, with names that npm would drop', async () => {
    const folder = writeFolder({
      'pack.yml': 'id: x\r\n',
      's/stage.yml':
        "files:\n  .gitignore: { additive: lines }\n  b.txt: { as: docs/pkgname.md, template: true, once: true, when: stages.includes('s') }\n",
      's/files/dot.gitignore': 'a\r\nb\r\n',
      's/files/dot.github/workflows/x.yaml': 'on: push\n',
      's/files/run.sh': '#!/bin/sh\n',
      's/files/picture.png': Buffer.from([0x89, 0x50, 0, 255]),
      's/files/latin.txt': Buffer.from([0xe6, 0x0a]),
      's/files/b.txt': '<%- package %>\n',
      's/files/__pycache__/b.pyc': 'x',
    });
    chmodSync(join(folder, 's/files/run.sh'), 0o755);
    const [stage] = (await readPackFolder(folder, NOBODY)).stages;
    expect(stage?.files).toEqual([
      { path: '.github/workflows/x.yaml', origin: 's/files/dot.github/workflows/x.yaml', content: 'on: push\n' },
      { path: '.gitignore', origin: 's/files/dot.gitignore', content: 'a\nb\n', additive: 'lines' },
      {
        path: 'docs/pkgname.md',
        origin: 's/files/b.txt',
        content: '<%- package %>\n',
        template: true,
        when: "stages.includes('s')",
        once: true,
      },
      { path: 'latin.txt', origin: 's/files/latin.txt', content: '5go=', binary: true },
      { path: 'picture.png', origin: 's/files/picture.png', content: 'iVAA/w==', binary: true },
      { path: 'run.sh', origin: 's/files/run.sh', content: '#!/bin/sh\n', executable: true },
    ]);
  });

  it('has parts for shared files and records for collections', async () => {
    const pack = await readPack({
      'pack.yml': 'id: x\n',
      'versions.txt': 'torch==2.13.0\n',
      's/stage.yml':
        "files: { README.md: { template: true } }\nparts: { other.md: { as: README.md, when: stages.includes('s') } }\n" +
        'contributes:\n  dependencies: [{ name: torch, group: runtime, when: name }]\n  pages: [{ path: a.md, tags: [b], n: 1, on: true }]\n',
      's/files/README.md': '<%- parts %>\n',
      's/parts/README.md': 'part\n',
      's/parts/other.md': 'other\n',
    });
    expect(pack.stages[0]?.parts).toEqual([
      { path: 'README.md', origin: 's/parts/README.md', content: 'part\n' },
      { path: 'README.md', origin: 's/parts/other.md', content: 'other\n', when: "stages.includes('s')" },
    ]);
    expect(pack.stages[0]?.contributes).toEqual({
      dependencies: [{ when: 'name', fields: { name: 'torch', group: 'runtime' } }],
      pages: [{ fields: { path: 'a.md', tags: ['b'], n: 1, on: true } }],
    });
  });

  it('reads versions with the first version that is not wanted', async () => {
    const pack = await readPack({
      'pack.yml': 'id: x\n',
      'versions.txt': '# tools\n\ntorch==2.13.0\nruff==0.17.6 # fast\ntyper==0.29.2  # <1, stable enough\n',
      's/files/a': '',
    });
    expect(pack.versions).toEqual({
      torch: { version: '2.13.0', below: '3' },
      ruff: { version: '0.17.6', below: '0.18' },
      typer: { version: '0.29.2', below: '1' },
    });
  });

  it('refuses links, which could lead out of it', async () => {
    const folder = writeFolder({ 'pack.yml': 'id: x\n', 's/files/a': 'a' });
    symlinkSync('/etc/passwd', join(folder, 's/files/b'));
    symlinkSync('/etc', join(folder, 's/files/c'));
    await expect(readPackFolder(folder, NOBODY)).rejects.toMatchObject({
      problems: [{ file: 's/files/b' }, { file: 's/files/c' }],
    });
  });

  it('is missed where it is not', async () => {
    await expect(readPackFolder(writeFolder({}), NOBODY)).rejects.toMatchObject({
      name: 'Refusal',
      remedy: 'Name the folder of a pack',
    });
  });

  it('may need a newer generator', async () => {
    await expect(readPack({ 'pack.yml': 'id: x\nengine: 7\n' })).rejects.toMatchObject({
      fact: 'The pack x needs engine 7, and this generator has engine 1',
    });
  });
});

describe('what is wrong with the form of a pack', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an id that is a number', { 'pack.yml': 'id: 2026\n' }, 'pack.yml:1: id has the wrong form'],
    ['no id', { 'pack.yml': 'title: x\n' }, 'pack.yml:1: pack.yml lacks "id"'],
    ['an id with a slash', { 'pack.yml': 'id: ../x\n' }, 'pack.yml:1: id has the wrong form'],
    ['an unknown key', { 'pack.yml': 'id: x\n\ntiele: y\n' }, 'pack.yml:3: pack.yml has no key "tiele"'],
    ['an unknown key of a task', { 'pack.yml': 'id: x\ntasks:\n  a:\n    wrding: y\n' }, 'pack.yml:4: tasks.a has no key "wrding"'],
    ['a slug with blanks', { 'pack.yml': 'id: x\ntasks:\n  a b: {}\n' }, 'pack.yml:3: The key "a b" in tasks has the wrong form'],
    ['an unknown kind', { 'pack.yml': 'id: x\ntasks:\n  a: { kind: art }\n' }, 'pack.yml:3: tasks.a.kind is none of the known ones'],
    ['a key twice', { 'pack.yml': 'id: x\nid: y\n' }, 'pack.yml:2: This is not the YAML of a pack: Map keys must be unique'],
    ['broken YAML', { 'pack.yml': 'id: x\ntitle: "a\n' }, 'pack.yml:3: This is not the YAML of a pack: Missing closing "quote'],
    [
      'an exclamation mark without quotes',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'files:\n  a: { when: !name }\n', 's/files/a': '' },
      's/stage.yml:2: This is not the YAML of a pack: Unresolved tag: !name',
    ],
    ['an alias', { 'pack.yml': 'id: x\ncourse: &a\n  b: *a\n' }, 'pack.yml:3: An alias (*name) stands for another part of the file'],
    ['an alias of nothing', { 'pack.yml': 'id: x\ntitle: *bold\n' }, 'pack.yml:2: An alias (*name) stands for another part of the file'],
    ['a list', { 'pack.yml': '- id: x\n' }, 'pack.yml:1: pack.yml has the wrong form'],
    ['a title of two lines', { 'pack.yml': 'id: x\ntitle: "a\\nb"\n' }, 'pack.yml:2: title has the wrong form'],
    ['a reserved key', { 'pack.yml': 'id: x\ngroups:\n  __proto__: {}\n' }, 'pack.yml:1: The key "__proto__" is reserved'],
    [
      'a number as a default',
      { 'pack.yml': 'id: x\nasks: [{ name: python, type: token, message: m, default: 3.12 }]\n' },
      'pack.yml:2: asks.0.default has the wrong form',
    ],
    [
      'a record in a record',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'contributes:\n  a:\n    - b: { c: d }\n' },
      's/stage.yml:3: contributes.a.0.b has the wrong form',
    ],
    [
      'settings for a file that is not there',
      { 'pack.yml': 'id: x\n', 's/stage.yml': 'files:\n  a: { once: true }\n' },
      's/stage.yml:2: There is no file s/files/a',
    ],
    [
      'a folder with a wrong name',
      { 'pack.yml': 'id: x\n', 's/stage.yml': '', 's/file/a': '' },
      's/file:1: A stage has no folder of this name',
    ],
    [
      'a file twice',
      { 'pack.yml': 'id: x\n', 's/files/dot.a': '', 's/files/.a': '' },
      's/files/dot.a:1: Another file of this stage is emitted as .a too',
    ],
    ['a version without a number', { 'pack.yml': 'id: x\n', 'versions.txt': 'a==1\nb>=2\n' }, 'versions.txt:2: This line is not a version'],
    ['a version twice', { 'pack.yml': 'id: x\n', 'versions.txt': 'a==1\na==2\n' }, 'versions.txt:2: a has a version already'],
  ])('%s', async (_, files, expected) => {
    const found = await problemsOf(files);
    expect(found.map((problem) => problem.slice(0, expected.length))).toContain(expected);
  });

  it('is told all at once, by file and line', async () => {
    const found = await problemsOf({
      'pack.yml': 'id: x\nasks:\n  - { name: a, type: choice, message: m }\n',
      's/stage.yml': 'after: [t]\n',
      's/files/CON': '',
    });
    expect(found).toEqual([
      'pack.yml:3: A choice has no choices',
      's/files/CON:1: The path "CON" has the part "CON", which Windows keeps for a device',
      's/stage.yml:1: There is no stage "t"',
    ]);
  });
});
