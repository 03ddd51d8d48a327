import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import schema from '../../../schemas/pack_new.schema.json' with { type: 'json' };
import { Scratch } from '../run/scratch.js';

test('starts a pack that passes its test, in a folder that is not there yet', async () => {
  const scratch = new Scratch();
  const { exitCode, out } = await scratch.run('pack', ['new', 'Café 2027!']);
  expect([exitCode, readdirSync(join(scratch.root, 'Café 2027!')).sort()]).toEqual([
    0,
    ['README.md', expect.any(String), 'pack.yml', 'versions.txt'],
  ]);
  expect(readFileSync(join(scratch.root, 'Café 2027!/pack.yml'), 'utf8')).toContain('\nid: "Cafe-2027"\n');
  expect(out).toContain("  mlops pack test 'Café 2027!'\n");
  expect((await scratch.run('pack', ['test', 'Café 2027!'])).exitCode).toBe(0);
});

test('prints a document that follows its published schema, and with --plan writes nothing', async () => {
  const scratch = new Scratch();
  const validate = new Ajv2020().compile(schema);
  const plan = await scratch.run('pack', ['new', '../mine'], { plan: true, json: true });
  const document: unknown = JSON.parse(plan.out);
  expect([validate(document), validate.errors]).toEqual([true, null]);
  expect(existsSync(join(scratch.folder, 'mine'))).toBe(false);
  expect(document).toMatchObject({ planned: true, folder: join(scratch.folder, 'mine'), pack: { id: 'mine', revision: 1 } });
  const done: unknown = JSON.parse((await scratch.run('pack', ['new', '../mine'], { json: true })).out);
  expect({ ...Object(done), planned: true }).toEqual(document);
  expect((await scratch.run('pack', ['new', 'other'], { plan: true })).out).toContain('Would start the pack other in other: ');
});

test('extends the pack that is named: by its id, or by the path of its folder from the new one', async () => {
  const scratch = new Scratch();
  const { id } = newestPack().pack;
  scratch.write('small/pack.yml', 'id: small\n');
  await scratch.run('pack', ['new', 'course'], { from: id });
  await scratch.run('pack', ['new', 'a'], { from: 'small' });
  await scratch.run('pack', ['new', 'b'], { from: './a' });
  await scratch.run('pack', ['new', 'c/d'], { from: 'b' });
  const extending = (folder: string) => /^extends: (.*)$/m.exec(scratch.read(`${folder}/pack.yml`))?.[1];
  expect(['course', 'a', 'b', 'c/d'].map(extending)).toEqual([`"${id}"`, '"../small"', '"../a"', '"../../b"']);
  expect((await scratch.run('pack', ['test', 'c/d'])).exitCode).toBe(0);
  expect((await scratch.run('pack', ['new', 'e'], { from: 'c/d' })).refusal).toBe(
    'c/d extends 3 packs in a row already. Start from an earlier one, or copy its folder.',
  );
  expect(existsSync(join(scratch.root, 'e'))).toBe(false);
});

test('takes an empty folder, also the one that it stands in, and no other', async () => {
  const scratch = new Scratch();
  const refusalOf = async (folder: string) => (await scratch.run('pack', ['new', folder])).refusal;
  mkdirSync(join(scratch.root, 'full/x'), { recursive: true });
  writeFileSync(join(scratch.root, 'notes'), '');
  expect(await refusalOf('full')).toBe('The folder full is not empty. Name a new folder, or an empty one.');
  expect(await refusalOf('notes')).toBe('notes is a file, not a folder. Name another folder.');
  expect(await refusalOf('notes/x')).toMatch(/there is a file where a folder is needed/);
  expect(await refusalOf('a'.repeat(300))).toMatch(/the path is too long for this disk/);
  expect(await refusalOf(newestPack().pack.id)).toMatch(/^The pack would have the id 2026, /);
  expect(await refusalOf('empty')).toBeUndefined();
  expect(await refusalOf('empty')).toBe('There is a pack in empty already. Test it: mlops pack test empty.');
  expect(readdirSync(scratch.root).sort()).toEqual(['empty', 'full', 'notes']);
  const other = new Scratch();
  expect((await other.run('pack', ['new', '.'])).refusal).toBeUndefined();
  expect(other.read('pack.yml')).toContain('\nid: "demo"\n');
});

test.each([
  ['2062', /^There is no pack "2062"\./],
  ['../course.pack', /^\.\.\/course\.pack is a file, not the folder of a pack\./],
  ['.', /^There is no pack\.yml in /],
  ['', /^The option --from has no value\./],
])('with --from %j it says why, and writes nothing', async (from, says) => {
  const scratch = new Scratch();
  const { exitCode, refusal } = await scratch.run('pack', ['new', 'mine'], { from });
  expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
  expect(readdirSync(scratch.root)).toEqual([]);
});

test('a name of other letters than those of an id still gets one', async () => {
  const scratch = new Scratch();
  await scratch.run('pack', ['new', '日本']);
  expect(scratch.read('日本/pack.yml')).toContain('\nid: "my-pack"\n');
});
