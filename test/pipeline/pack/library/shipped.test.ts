import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packBytes, packDigest, packFromBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import {
  carriedPack,
  compiledTemplates,
  findPack,
  findPackFolder,
  newestPack,
  newestQuestions,
  projectPack,
  shippedPacks,
  shippedWith,
} from '../../../../generators/pipeline/pack/library/shipped.js';
import { questionsOf } from '../../../../generators/pipeline/pack/pack.js';
import { compilePacks } from '../../../../scripts/compile_packs.js';
import { readPack, writeFolder } from '../../../packs/pack_folder.js';
import { FOLDER, packed } from '../fixture.js';

describe('the packs that are shipped', () => {
  it('are compiled into one file each, with a list, the newest last', async () => {
    const templates = writeFolder({
      '2026/pack.yml': 'id: "2026"\nextends: "2025"\nrevision: 3\n',
      '2025/pack.yml': 'id: "2025"\ntitle: Old\n',
      '2025/s/files/a': 'a',
      'notes/x': '',
    });
    const out = mkdtempSync(join(tmpdir(), 'mlops-packs-'));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const index = await compilePacks(templates, out);
    expect(index).toMatchObject([
      { id: '2025', title: 'Old', revision: 1, file: '2025.pack' },
      { id: '2026', title: 'Old', revision: 3, file: '2026.pack' },
    ]);
    expect(JSON.parse(readFileSync(join(out, 'index.json'), 'utf8'))).toEqual(index);
    const pack = packFromBytes(readFileSync(join(out, '2026.pack')), { trusted: true });
    expect(packDigest(pack)).toBe(index[1]?.digest);
    expect(pack.stages[0]?.files[0]?.content).toBe('a');
  });

  it('are found by their digests, the newest without a word, and nothing else by a digest', () => {
    const list = shippedPacks();
    expect(list.map(({ digest }) => shippedWith(digest)?.pack.id)).toEqual(list.map(({ id }) => id));
    expect(newestPack().digest).toBe(list.at(-1)?.digest);
    expect(shippedWith('0'.repeat(64))).toBeUndefined();
  });

  it('are what their one file holds, each with the templates that the build compiled', () => {
    const newest = newestPack();
    expect(packFromBytes(newest.bytes)).toEqual(newest.pack);
    expect(packDigest(newest.pack)).toBe(newest.digest);
    const templates = newest.pack.stages.flatMap(({ files, parts }) => [...files.filter(({ template }) => template), ...parts]);
    expect(Object.keys(compiledTemplates(newest)).sort()).toEqual(templates.map(({ origin }) => origin).sort());
  });

  it('ask what the newest asks, which is read without the rest of it', () => {
    expect(newestQuestions()).toEqual(questionsOf(newestPack().pack));
  });

  it('are read where they are chosen: a run with one year works where nothing else of the others is there', () => {
    const [chosen, ...others] = shippedPacks().map(({ id }) => id);
    const copy = writeFolder({});
    const root = join(import.meta.dirname, '../../../..');
    for (const name of ['dist', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
    for (const name of ['node_modules', 'templates']) symlinkSync(join(root, name), join(copy, name));
    for (const id of others) for (const end of ['json', 'cjs']) rmSync(join(copy, `dist/packs/${id}.${end}`));
    const words = ['new', 'demo', '--pack', chosen ?? '', '--defaults', '--skip-git', '--skip-install', '--name', 'Demo'];
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(copy, 'dist/mlops.cjs'), ...args], { cwd: copy, encoding: 'utf8' });
    for (const args of [words, ['info', 'demo'], ['remove', 'report', '--into', 'demo', '--plan']])
      expect(run(...args)).toMatchObject({ status: 0, stderr: '' });
    expect(run('new', 'other', '--defaults').status).toBe(1);
  });

  it('are known by their bytes, so that a project that carries one is not looked through', async () => {
    const newest = newestPack();
    expect(await carriedPack(Buffer.from(newest.bytes))).toMatchObject({ shipped: true, digest: newest.digest });
    const project = await projectPack(Buffer.from(newest.bytes));
    expect([project.shipped, project.postponed]).toEqual([true, undefined]);
  });
});

describe('the pack that --pack names', () => {
  const files = { 'mine/pack.yml': 'id: mine\ntitle: Mine\n', 'mine/s/files/a': 'a' };

  it('is one that came with the generator, by its id, even where a folder has the same name', async () => {
    const { id } = newestPack().pack;
    const cwd = writeFolder({ [`${id}/pack.yml`]: 'id: other\n' });
    expect(await findPack(id, cwd)).toMatchObject({ shipped: true, pack: { id } });
    expect(await findPack(`./${id}`, cwd)).toMatchObject({ shipped: false, pack: { id: 'other' } });
  });

  it('is the one in a folder, or in a file, from where the command works', async () => {
    const cwd = writeFolder(files);
    const fromFolder = await findPack('mine', cwd);
    writeFileSync(join(cwd, 'mine.pack'), fromFolder.bytes);
    const fromFile = await findPack('mine.pack', cwd);
    expect(fromFolder).toMatchObject({ shipped: false, pack: { id: 'mine', title: 'Mine' } });
    expect(fromFile).toEqual({ ...fromFolder, source: 'mine.pack' });
    expect([fromFolder.source, (await findPack(`${cwd}/mine`, cwd)).source]).toEqual(['mine', undefined]);
  });

  it('is written in a folder, and a file of it is not one', () => {
    const { id } = newestPack().pack;
    const cwd = writeFolder({ ...files, 'notes.txt': '', [`${id}/pack.yml`]: 'id: other\n' });
    expect(findPackFolder('mine', cwd)).toBe(join(cwd, 'mine'));
    expect(findPackFolder(id, cwd)).toMatch(new RegExp(`templates.${id}$`));
    expect(findPackFolder(`./${id}`, cwd)).toBe(join(cwd, id));
    expect(() => findPackFolder('notes.txt', cwd)).toThrow(
      'notes.txt is a file, not the folder of a pack. Name the folder that it was made from.',
    );
    expect(() => findPackFolder('20266', cwd)).toThrow('There is no pack "20266".');
  });

  it('may extend one that came with the generator', async () => {
    const newest = newestPack().pack;
    const cwd = writeFolder({ 'mine/pack.yml': `id: mine\nextends: ${JSON.stringify(newest.id)}\n` });
    const { pack } = await findPack('mine', cwd);
    expect(pack.tasks).toEqual(newest.tasks);
  });

  it('is the one that the project carries already, where its file is that very one', async () => {
    const cwd = writeFolder({ ...files, 'one.pack': packBytes(await readPack(FOLDER)) });
    const carried = await projectPack(readFileSync(join(cwd, 'one.pack')));
    expect(await findPack('one.pack', cwd, carried)).toBe(carried);
    expect(await findPack('mine', cwd, carried)).toMatchObject({ pack: { id: 'mine' } });
  });

  it.each(['20266', 'nowhere/at/all'])('is not guessed: %s; each form of the option is named with an example', async (reference) => {
    await expect(findPack(reference, writeFolder({}))).rejects.toThrow(
      new RegExp(
        `^There is no pack "${reference}"\\. Use one of .*2026, a folder \\(\\./my-pack\\), a packed file \\(\\./my\\.pack\\), ` +
          "the address of one with its digest \\('https://host/my\\.pack#sha256-<digest>'\\), or a package of npm \\(npm:my-pack\\)\\.$",
      ),
    );
  });
});

describe('a pack that did not come with the generator', () => {
  it('is looked through before it is used; in a project its templates are, before one is rendered', async () => {
    const pack = await readPack(FOLDER);
    const sound = packBytes(pack);
    expect(await carriedPack(sound)).toEqual({ pack, bytes: sound, digest: packDigest(pack), shipped: false });
    expect(await projectPack(sound)).toEqual({ pack, bytes: sound, digest: packDigest(pack), shipped: false, postponed: true });
    const [stage] = pack.stages;
    const broken = packed({ ...pack, stages: [{ ...stage, files: [{ ...stage?.files[0], content: '<%- parts %>\n<%- nmae %>' }] }] });
    await expect(carriedPack(broken)).rejects.toThrow(/The name "nmae" is not declared/);
    expect(await projectPack(broken)).toMatchObject({ postponed: true });
  });
});
