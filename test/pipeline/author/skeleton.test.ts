import { expect, test } from 'vitest';
import { skeletonOf } from '../../../generators/pipeline/author/skeleton.js';
import { packDifferences } from '../../../generators/pipeline/pack/library/differences.js';
import { newestPack, shippedFolder } from '../../../generators/pipeline/pack/library/shipped.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { readPackSource } from '../../../generators/pipeline/pack/source/folder.js';
import { type Files, readPack, writeFolder } from '../../packs/pack_folder.js';

/** The files of a new pack; with all examples in where that is wanted. */
function filesOf(parent: Pack, extending: string, withExamples = false): Files {
  const files = skeletonOf({ id: 'mine', title: 'mine: "after"', parent, extending, folder: 'mine' });
  const used = (text: string): string => text.replaceAll(/^#(?!#)/gm, '');
  return Object.fromEntries([...files].map(([path, text]) => [path, withExamples && path !== 'README.md' ? used(text) : text]));
}

async function readNew(files: Files, below = ''): Promise<Pack> {
  const { pack, problems } = await readPackSource(`${writeFolder(files)}/${below}`, shippedFolder);
  expect(problems).toEqual([]);
  if (pack === undefined) throw new Error('no pack');
  return pack;
}

const { pack: NEWEST } = newestPack();

test('a new pack says nothing else than the one that it extends', async () => {
  const files = filesOf(NEWEST, NEWEST.id);
  const pack = await readNew(files);
  expect(pack).toMatchObject({ id: 'mine', title: 'mine: "after"', revision: 1 });
  expect(Object.values(packDifferences(NEWEST, pack)).flat()).toEqual([]);
  expect(Object.keys(files).sort()).toEqual(['README.md', expect.stringMatching(/^\w+\/stage\.yml$/), 'pack.yml', 'versions.txt']);
});

test('with all of its examples it has no mistake either, and the changes are those that they speak of', async () => {
  const { tasks, modules, ...others } = packDifferences(NEWEST, await readNew(filesOf(NEWEST, NEWEST.id, true)));
  expect(tasks.map(({ kind, field }) => field ?? kind).sort()).toEqual(['modules', 'new', 'reworded', 'title']);
  expect(modules.map(({ kind }) => kind)).toEqual(['renumbered']);
  expect(Object.values(others).flat()).toEqual([]);
});

test('each line of a file explains, is an example, or is needed', () => {
  const files = filesOf(NEWEST, NEWEST.id);
  const lines = Object.entries(files).flatMap(([path, text]) => (path === 'README.md' ? [] : String(text).split('\n')));
  const needed = lines.filter((line) => line !== '' && !line.startsWith('#'));
  expect(needed.map((line) => line.split(':')[0])).toEqual(['id', 'title', 'revision', 'extends']);
  for (const number of [1, 2, 3, 4, 5]) expect(lines.some((line) => line.startsWith(`## ${number}. `))).toBe(true);
});

test('it explains the way from a test to a file that is handed out', () => {
  const readme = String(filesOf(NEWEST, NEWEST.id)['README.md']);
  for (const words of ['pack test .', 'new ../demo --pack .', 'pack freeze . ../mine.pack', 'upgrade --pack'])
    expect(readme).toContain(`mlops ${words}`);
  expect(readme).toContain(`$(npm root --global)/generator-mlops/templates/${NEWEST.id}`);
});

test('names that YAML would take for something else are in quotes', async () => {
  const base = {
    'base/pack.yml':
      'id: base\nmodules: { "1": { title: A }, "no: #": { title: B } }\ntasks: { "true": { modules: ["1"] }, b: {}, c: {} }\n',
  };
  const parent = await readPack(base, 'base');
  const mine = Object.entries(filesOf(parent, '../base', true)).map(([path, text]) => [`mine/${path}`, text]);
  const { tasks, modules } = packDifferences(parent, await readNew({ ...base, ...Object.fromEntries(mine) }, 'mine'));
  expect([...tasks, ...modules].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'changed true',
    'reworded b',
    'new a-new-task (1)',
    'renumbered A',
  ]);
});

test('it extends a pack that has next to nothing, too', async () => {
  const base = { 'base/pack.yml': 'id: base\n', 'base/s/files/a b.txt': 'a' };
  const parent = await readPack(base, 'base');
  for (const withExamples of [false, true]) {
    const mine = Object.entries(filesOf(parent, '../base', withExamples)).map(([path, text]) => [`mine/${path}`, text]);
    const pack = await readNew({ ...base, ...Object.fromEntries(mine) }, 'mine');
    expect(packDifferences(parent, pack).files).toEqual([]);
    expect(packDifferences(parent, pack).tasks.map(({ kind }) => kind)).toEqual(withExamples ? ['new', 'reworded'] : []);
  }
});
