import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPackFolder } from '../../../../generators/pipeline/pack/source/folder.js';
import { emittedName, readLayer } from '../../../../generators/pipeline/pack/source/layer.js';
import { problemsOf, writeFolder } from '../../../packs/pack_folder.js';

const NOBODY = (): Promise<undefined> => Promise.resolve(undefined);

describe('the files of a pack', () => {
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
      { path: '.gitignore', origin: 's/files/dot.gitignore', content: 'a\r\nb\r\n', additive: 'lines' },
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

  it('refuses links, which could lead out of it', async () => {
    const folder = writeFolder({ 'pack.yml': 'id: x\n', 's/files/a': 'a' });
    symlinkSync('/etc/passwd', join(folder, 's/files/b'));
    symlinkSync('/etc', join(folder, 's/files/c'));
    await expect(readPackFolder(folder, NOBODY)).rejects.toMatchObject({
      problems: [{ file: 's/files/b' }, { file: 's/files/c' }],
    });
  });

  it('have a dot in front where "dot." stands for it, in folders too, and nowhere else', () => {
    const paths = ['dot.github/workflows/dot.x', 'a/dot.b', 'polkadot.md', 'dot.', 'dot./a'];
    expect(paths.map(emittedName)).toEqual(['.github/workflows/.x', 'a/.b', 'polkadot.md', 'dot.', 'dot./a']);
  });

  it('are those of its stages: other folders, and what programs leave, are none of them', async () => {
    const files = { 'pack.yml': 'id: x\n', 's/files/a': '', 's/files/.DS_Store': '', 's/files/a~': '', 's/notes.md': '', 'docs/b.md': '' };
    const { stages, problems } = readLayer(writeFolder(files));
    expect([...stages].map(([id, stage]) => [id, [...stage.files.keys()]])).toEqual([['s', ['a']]]);
    expect(problems).toEqual([]);
  });
});

describe('a mistyped name in the folder of a pack', () => {
  it.each<[string, string]>([
    ['s/stage.yaml', 'stage.yml'],
    ['s/part/a.md', 'parts'],
    ['version.txt', 'versions.txt'],
    ['pack.yaml', 'pack.yml'],
  ])('is named: %s', async (path, meant) => {
    const folder = writeFolder({ 'pack.yml': 'id: x\n', [path]: '' });
    await expect(readPackFolder(folder, NOBODY)).rejects.toThrow(`Did you mean ${meant}?`);
  });

  it('is none where it is for people, for npm, or left by an editor', async () => {
    const beside = [
      'README.md',
      'LICENSE',
      'package.json',
      '.gitignore',
      's/NOTES.md',
      's/files/.a.md.swp',
      's/files/#a.md#',
      's/files/.#a.md',
    ];
    const folder = writeFolder({ 'pack.yml': 'id: x\n', 's/files/a.md': '', ...Object.fromEntries(beside.map((path) => [path, ''])) });
    const { stages } = await readPackFolder(folder, NOBODY);
    expect(stages[0]?.files.map(({ path }) => path)).toEqual(['a.md']);
  });
});

describe('what no folder of a pack holds', () => {
  it.each<[string, Record<string, string>, string]>([
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
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(expected);
  });
});
