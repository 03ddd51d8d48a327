import { describe, expect, it } from 'vitest';
import { type Files, problemsOf, readPack } from '../../../packs/pack_folder.js';

describe('a pack put together', () => {
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

  it('cannot be put in an order where stages wait for each other', async () => {
    const stages = { 's/stage.yml': 'after: [t]\ntasks: {}\n', 't/stage.yml': 'after: [s]\ntasks: {}\n' };
    expect(await problemsOf({ 'pack.yml': 'id: x\n', ...stages })).toContain(
      's/stage.yml:1: Stages wait for each other in a cycle: s after t after s',
    );
  });

  it('asks for the name and the package first, unless it asks for them itself', async () => {
    const asked = async (asks: string) =>
      (await readPack({ 'pack.yml': `id: x\nasks: [${asks}]\n`, 's/files/src/pkgname/a.py': '' })).asks.map(({ name }) => name);
    expect(await asked('{ name: a, type: text, message: m }')).toEqual(['name', 'package', 'a']);
    expect(await asked('{ name: a, type: title, message: m }')).toEqual(['package', 'a']);
    expect(await asked('{ name: a, type: text, message: m }, { name: package, type: package, message: m }')).toEqual([
      'name',
      'a',
      'package',
    ]);
  });

  it.each<[string, Files, boolean]>([
    ['a path names it', { 's/files/pkgname/a.go': '' }, true],
    ['a text names it', { 's/files/a.txt': 'import pkgname\n' }, true],
    ['a template prints it', { 's/stage.yml': 'files: { a.md: { template: true } }\n', 's/files/a.md': '<%- distribution %>\n' }, true],
    ['a record names it', { 's/stage.yml': 'contributes: { next: [{ command: python -m pkgname }] }\n' }, true],
    ['nothing does', { 's/files/paper.tex': 'The package of the reader\n' }, false],
  ])('asks for a package only where it emits one: %s', async (_, files, isAsked) => {
    const { asks } = await readPack({ 'pack.yml': 'id: x\n', ...files });
    expect(asks.some(({ name }) => name === 'package')).toBe(isAsked);
  });

  it.each([
    ['projectId', 'project-id'],
    ['project_id', 'project-id'],
    ['area51Code', 'area51-code'],
    ['x, flag: own', 'own'],
  ])('asks by a flag: %s by --%s', async (name, flag) => {
    const pack = await readPack({ 'pack.yml': `id: x\nasks: [{ name: ${name}, type: text, message: m }]\n` });
    expect(pack.asks.at(-1)?.flag).toBe(flag);
  });

  it('has the executable files that its settings say, whatever the folder says', async () => {
    const files = { 's/files/a.sh': '', 's/stage.yml': 'files: { a.sh: { executable: true } }\n' };
    expect((await readPack({ 'pack.yml': 'id: x\n', ...files })).stages[0]?.files[0]).toMatchObject({ path: 'a.sh', executable: true });
  });
});
