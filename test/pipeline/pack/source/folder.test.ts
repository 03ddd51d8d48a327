import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPackFolder, readPackSource } from '../../../../generators/pipeline/pack/source/folder.js';
import { problemsOf, readPack, writeFolder } from '../../../packs/pack_folder.js';

const NOBODY = (): Promise<undefined> => Promise.resolve(undefined);

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

  it('is told with all that is wrong in it, and with the pack that it extends', async () => {
    const folder = writeFolder({
      'base/pack.yml': 'id: base\n',
      'base/s/files/a': 'a',
      'mine/pack.yml': 'id: mine\nextends: ../base\ntasks: { a: { wording: Do it, group: nowhere } }\n',
    });
    const { pack, problems, locate, parent } = await readPackSource(join(folder, 'mine'), NOBODY);
    expect([pack?.id, problems.map(({ fact }) => fact), parent]).toEqual(['mine', ['There is no group "nowhere"'], join(folder, 'base')]);
    expect(locate(['pack.yml'], ['tasks', 'a', 'group'])).toEqual({ file: 'pack.yml', line: 3 });
    expect(await readPackSource(join(folder, 'base'), NOBODY)).toMatchObject({ problems: [], parent: undefined });
  });

  it('is missed where it is not', async () => {
    await expect(readPackFolder(writeFolder({}), NOBODY)).rejects.toMatchObject({
      name: 'Refusal',
      remedy: 'Name the folder of a pack',
    });
  });

  it('is told to be renamed where its pack.yml has another suffix', async () => {
    await expect(readPackFolder(writeFolder({ 'pack.yaml': 'id: x\n' }), NOBODY)).rejects.toMatchObject({
      remedy: 'Rename pack.yaml to pack.yml',
    });
    const file = join(writeFolder({ 'notes.txt': '' }), 'notes.txt');
    await expect(readPackFolder(file, NOBODY)).rejects.toMatchObject({ remedy: 'Name the folder of a pack' });
  });

  it.each<[string, string, string, string]>([
    ['pack.yml cannot be read', 'id: x\na: b: c\n', 's/stage.yml', 'pack.yml:2: This is not the YAML of a pack'],
    ['a stage.yml cannot be read', 'id: x\n', 's/stage.yml', 's/stage.yml:2: This is not the YAML of a pack'],
    ['a stage.yml has another suffix', 'id: x\n', 's/stage.yaml', 's/stage.yaml:1: Nothing of a pack is called so'],
  ])('tells only that where %s, and nothing that follows from it', async (_, pack, document, expected) => {
    const text = pack.includes('a: b') ? 'files: {}\n' : 'files: { a.md: { template: true }\n';
    const found = await problemsOf({ 'pack.yml': pack, [document]: text, 's/files/a.md': '<%- name %>\n', 's/parts/a.md': '' });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('may need a newer generator', async () => {
    await expect(readPack({ 'pack.yml': 'id: x\nengine: 7\n' })).rejects.toMatchObject({
      fact: 'The pack x needs engine 7, and this generator has engine 1',
    });
  });

  it.each<[string, string, string]>([
    ['settings for a file that is not there', 'files:\n  a: { once: true }\n', 's/stage.yml:2: There is no file s/files/a'],
    ['settings for a part that is not there', 'parts:\n\n  a: { as: b }\n', 's/stage.yml:3: There is no file s/parts/a'],
    ['settings under the name before it is emitted', 'files: { dot.b: { once: true } }\n', 's/stage.yml:1: There is no file s/files/dot.b'],
  ])('has no %s', async (_, stage, expected) => {
    expect(await problemsOf({ 'pack.yml': 'id: x\n', 's/stage.yml': stage, 's/files/dot.b': '' })).toEqual([expected]);
  });

  it('takes the versions of a pack that it extends, and its own over them', async () => {
    const files = { 'packs/b/pack.yml': 'id: b\n', 'packs/b/versions.txt': 'torch==1.0\nruff==0.1\n', 'a/pack.yml': 'id: a\nextends: b\n' };
    const { versions } = await readPack({ ...files, 'a/versions.txt': 'torch==2.0\n' }, 'a');
    expect([versions['torch']?.version, versions['ruff']?.version]).toEqual(['2.0', '0.1']);
    expect(await problemsOf({ ...files, 'packs/b/versions.txt': 'torch\n' }, 'a')).toEqual([
      '../packs/b/versions.txt:1: This line is not a version',
    ]);
  });
});
