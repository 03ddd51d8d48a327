import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { packDigest, packFromBytes } from '../../../generators/pipeline/pack/library/packed.js';
import schema from '../../../schemas/pack_freeze.schema.json' with { type: 'json' };
import { Scratch } from '../run/scratch.js';

/** A pack and one that extends it. */
function withPacks(): Scratch {
  const scratch = new Scratch();
  scratch.write('base/pack.yml', 'id: base\ntitle: Base\n');
  scratch.write('base/hello/files/hello.txt', 'hello\n');
  scratch.write('mine/pack.yml', 'id: mine\nextends: ../base\nrevision: 3\n');
  return scratch;
}

test('writes one file that depends on no other pack, with its digest told, and that --pack takes', async () => {
  const scratch = withPacks();
  const { out, exitCode } = await scratch.run('pack', ['freeze', 'mine', 'mine.pack']);
  const bytes = readFileSync(join(scratch.root, 'mine.pack'));
  const pack = packFromBytes(bytes);
  expect([exitCode, pack.id, pack.title, pack.stages[0]?.files[0]?.content]).toEqual([0, 'mine', 'Base', 'hello\n']);
  expect(out).toContain(`Digest: ${packDigest(pack)}\n`);
  expect(out).toContain("mlops new demo --pack 'https://…#sha256-<digest>'");
  expect(readdirSync(scratch.root).sort()).toEqual(['base', 'mine', 'mine.pack']);
  const made = await scratch.run('new', ['demo'], { pack: 'mine.pack', defaults: true, 'skip-git': true, 'skip-install': true });
  expect([made.refusal, scratch.read('demo/hello.txt')]).toEqual([undefined, 'hello\n']);
});

test('prints a document that follows its published schema, and with --plan writes nothing', async () => {
  const scratch = withPacks();
  const validate = new Ajv2020().compile(schema);
  const documentOf = async (plan: boolean): Promise<object> => {
    const document: unknown = JSON.parse((await scratch.run('pack', ['freeze', 'mine', 'a.pack'], { json: true, plan })).out);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    return Object(document);
  };
  const plan = await documentOf(true);
  expect(readdirSync(scratch.root)).not.toContain('a.pack');
  expect(plan).toMatchObject({ planned: true, outcome: 'new', pack: { id: 'mine', title: 'Base', revision: 3 } });
  expect({ ...(await documentOf(false)), planned: true }).toEqual(plan);
  expect(await documentOf(false)).toMatchObject({ planned: false, outcome: 'same' });
});

test('leaves a file as it is: the same pack, however it is packed, is told as that, and all else is refused', async () => {
  const scratch = withPacks();
  await scratch.run('pack', ['freeze', 'mine', 'mine.pack']);
  const file = join(scratch.root, 'mine.pack');
  const other = gzipSync(gunzipSync(readFileSync(file)), { level: 1 });
  writeFileSync(file, other);
  expect((await scratch.run('pack', ['freeze', 'mine', 'mine.pack'])).out).toMatch(/^mine\.pack holds this pack already: /);
  expect(readFileSync(file).equals(other)).toBe(true);
  for (const text of ['words', other.subarray(0, 50), gzipSync('{}')]) {
    writeFileSync(file, text);
    const { refusal, exitCode } = await scratch.run('pack', ['freeze', 'mine', 'mine.pack']);
    expect([exitCode, refusal]).toEqual([1, 'mine.pack exists already, and holds something else. Name another file, or remove that one.']);
    expect(readFileSync(file).equals(Buffer.from(text))).toBe(true);
  }
});

test('says what stands in its way, and leaves nothing behind', async () => {
  const scratch = withPacks();
  mkdirSync(join(scratch.root, 'out'));
  const refusalOf = async (...words: string[]) => (await scratch.run('pack', ['freeze', ...words])).refusal;
  expect(await refusalOf('mine', 'out/')).toBe('out/ is a folder. Name a file: out/mine.pack.');
  expect(await refusalOf('mine', 'nowhere/a.pack')).toMatch(/^Cannot write nowhere\/a\.pack: a folder above it is missing/);
  expect(await refusalOf('nowhere', 'a.pack')).toMatch(/^There is no pack "nowhere"\./);
  scratch.write('mine/pack.yml', 'id: mine\nextends: ../base\nnope: 1\n');
  expect(await refusalOf('mine', 'a.pack')).toMatch(/pack\.yml:3: pack\.yml has no key "nope"/);
  expect([readdirSync(scratch.root).sort(), readdirSync(join(scratch.root, 'out'))]).toEqual([['base', 'mine', 'out'], []]);
});
