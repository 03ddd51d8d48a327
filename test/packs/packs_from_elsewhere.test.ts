import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packUp } from '../../generators/pipeline/pack/library/packed.js';
import { snapshot } from '../lives/snapshot.js';
import { startHost } from '../pipeline/pack/remote/host.js';
import { entriesOf, startRegistry, tarball, withRegistry } from '../pipeline/pack/remote/registry_host.js';
import { Scratch } from '../pipeline/run/scratch.js';
import { type Files, readPack } from './pack_folder.js';

const FIRST: Files = { 'pack.yml': 'id: mine\ntitle: Mine\n', 'hello/files/hello.txt': 'hello\n' };
const SECOND: Files = { 'pack.yml': 'id: mine\ntitle: Mine\nrevision: 2\n', 'hello/files/hello.txt': 'hello, all\n' };

/** Both revisions of a pack at addresses of this machine. */
async function published() {
  const [first, second] = [packUp(await readPack(FIRST)), packUp(await readPack(SECOND))];
  const { address, asked } = await startHost({ '/first.pack': first.bytes, '/second.pack': second.bytes });
  return {
    asked,
    address,
    first: { ...first, pinned: `${address}/first.pack#sha256-${first.digest}` },
    second: { ...second, pinned: `${address}/second.pack#sha256-${second.digest}` },
  };
}

/** A project without what it records. */
function emitted(folder: string) {
  return new Map([...snapshot(folder)].filter(([path]) => path !== '.yo-rc.json' && !path.startsWith('.mlops/history')));
}

describe('where the pack of a project came from', () => {
  const sourceIn = (scratch: Scratch, folder = 'demo'): unknown =>
    JSON.parse(scratch.read(`${folder}/.yo-rc.json`))['generator-mlops'].pack.source;

  it('is recorded and shown: an address with its digest, a path as it was given, and nothing of the machine', async () => {
    const { first } = await published();
    const scratch = new Scratch();
    for (const [path, content] of Object.entries(FIRST)) scratch.write(`mine/${path}`, String(content));
    for (const [folder, pack, source] of [
      ['address', first.pinned, first.pinned],
      ['relative', 'mine', 'mine'],
      ['absolute', `${scratch.root}/mine`, undefined],
      ['year', '2026', undefined],
    ] as const) {
      const { refusal } = await scratch.run('new', [folder], { pack, defaults: true, name: 'x', 'skip-git': true, 'skip-install': true });
      expect([refusal, sourceIn(scratch, folder)]).toEqual([undefined, source]);
      const said = source === undefined ? expect.not.stringContaining(', from ') : expect.stringContaining(`, from ${source}`);
      const oneLine = (text: string): string => text.replaceAll(/\n\s*/g, ' ');
      expect(oneLine((await scratch.run('info', [folder])).out)).toEqual(said);
      expect(oneLine((await scratch.run('pack', ['list'], { into: folder })).out)).toEqual(said);
      const [info, list] = [
        await scratch.run('info', [folder], { json: true }),
        await scratch.run('pack', ['list'], { json: true, into: folder }),
      ];
      expect([JSON.parse(info.out).pack.source, JSON.parse(list.out).project.source]).toEqual([source, source]);
    }
  });

  it('stays with every command but one that brings another pack, and comes back with undo', async () => {
    const { first, second } = await published();
    const scratch = new Scratch();
    await scratch.run('new', ['demo'], { pack: first.pinned, defaults: true });
    await scratch.run('pack', ['freeze', first.pinned, 'here.pack']);
    expect((await scratch.run('upgrade', ['demo'], { pack: 'here.pack', defaults: true })).refusal).toBeUndefined();
    expect(sourceIn(scratch)).toBe(first.pinned);
    expect((await scratch.run('upgrade', ['demo'], { pack: second.pinned, save: 'plan.json', plan: true })).refusal).toBeUndefined();
    expect((await scratch.run('upgrade', ['demo'], { apply: 'plan.json' })).refusal).toBeUndefined();
    expect(sourceIn(scratch)).toBe(second.pinned);
    const record = JSON.parse(scratch.read('demo/.yo-rc.json'));
    scratch.write('demo/.yo-rc.json', JSON.stringify(record, null, 4));
    expect((await scratch.run('undo', ['demo'])).refusal).toBeUndefined();
    expect(sourceIn(scratch)).toBe(first.pinned);
  });
});

describe('a pack at an address', () => {
  it('makes the project that its folder makes, with its digest recorded, and runs nothing', async () => {
    const { first } = await published();
    const scratch = new Scratch();
    for (const [path, content] of Object.entries(FIRST)) scratch.write(`mine/${path}`, String(content));
    const fromFolder = await scratch.run('new', ['a/demo'], { pack: 'mine', defaults: true });
    const fromAddress = await scratch.run('new', ['b/demo'], { pack: first.pinned, defaults: true });
    expect([fromFolder.refusal, fromAddress.refusal]).toEqual([undefined, undefined]);
    expect(emitted(`${scratch.root}/b/demo`)).toEqual(emitted(`${scratch.root}/a/demo`));
    expect(scratch.read('b/demo/.yo-rc.json')).toContain(first.digest);
    expect(existsSync(`${scratch.root}/b/demo/.git`)).toBe(false);
    expect((await scratch.run('info', ['b/demo'])).out).toContain('a pack that did not come with the generator');
  });

  it('is what a project moves to with upgrade, and once it carries it, nothing is fetched any more', async () => {
    const { first, second, asked } = await published();
    const scratch = new Scratch();
    await scratch.run('new', ['demo'], { pack: first.pinned, defaults: true });
    const plan = await scratch.run('upgrade', ['demo'], { pack: second.pinned, plan: true });
    expect([plan.exitCode, scratch.read('demo/hello.txt')]).toEqual([0, 'hello\n']);
    expect((await scratch.run('upgrade', ['demo'], { pack: second.pinned, defaults: true })).refusal).toBeUndefined();
    expect([scratch.read('demo/hello.txt'), scratch.read('demo/.yo-rc.json')]).toEqual([
      'hello, all\n',
      expect.stringContaining(second.digest),
    ]);
    expect(asked).toEqual(['/first.pack', '/second.pack', '/second.pack']);
    expect((await scratch.run('upgrade', ['demo'], { pack: second.pinned, defaults: true })).exitCode).toBe(0);
    expect(asked).toHaveLength(3);
  });

  it('is written as one file by pack freeze, and is no folder for pack test', async () => {
    const { first } = await published();
    const scratch = new Scratch();
    expect((await scratch.run('pack', ['freeze', first.pinned, 'mine.pack'])).out).toContain(`Digest: ${first.digest}`);
    expect((await scratch.run('pack', ['test', first.pinned])).refusal).toBe(
      'What is elsewhere has no folder to work on. Name the folder of a pack, or a year.',
    );
  });

  it.each([
    [
      'whose digest is another one',
      0,
      /is not the one that was asked for: its digest is [0-9a-f]{64}, and not 0{64}\. .* Nothing was written\.$/,
    ],
    ['without a digest', undefined, /comes without the digest of the pack\. Ask who hands it out/],
  ])('%s is refused, and nothing is written', async (_, digest, says) => {
    const { address, asked } = await published();
    const scratch = new Scratch();
    await scratch.new('minimal');
    const before = snapshot(scratch.folder, { times: true });
    const pack = `${address}/first.pack${digest === undefined ? '' : `#sha256-${'0'.repeat(64)}`}`;
    for (const [command, words] of [
      ['new', ['../new']],
      ['upgrade', []],
    ] as const) {
      const { exitCode, refusal } = await scratch.run(command, words, { pack, defaults: true });
      expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
    }
    expect(snapshot(scratch.folder, { times: true })).toEqual(before);
    expect(readdirSync(scratch.folder).sort()).toEqual(['course.pack', 'demo']);
    expect(asked.length).toBe(digest === undefined ? 0 : 2);
  });
});

describe('a package of npm', () => {
  const package_ = {
    ...FIRST,
    'package.json': '{ "name": "mine", "version": "1.2.0", "scripts": { "install": "touch ran", "prepare": "touch ran" } }',
  };

  it('makes the project that its folder makes, from the registry and installed, by npm: and by its name', async () => {
    const { address, asked } = await startRegistry('mine', tarball(entriesOf(package_)));
    withRegistry(address);
    const scratch = new Scratch();
    expect((await scratch.run('new', ['a/demo'], { pack: 'npm:mine', defaults: true })).refusal).toBeUndefined();
    expect(asked).toContain('/file.tgz');
    expect(scratch.read('a/demo/.yo-rc.json')).toContain('"source": "npm:mine@1.2.0"');
    const installed = new Scratch();
    for (const [path, content] of Object.entries(package_)) installed.write(`node_modules/mine/${path}`, String(content));
    for (const pack of ['npm:mine', 'npm:mine@1.2.0', 'mine']) {
      const { refusal } = await installed.run('new', [`${pack.length}/demo`], { pack, defaults: true });
      expect([refusal, snapshot(`${installed.root}/${pack.length}/demo`)]).toEqual([undefined, snapshot(`${scratch.root}/a/demo`)]);
    }
    expect(asked.filter((path) => path === '/file.tgz')).toHaveLength(1);
    expect((await scratch.run('upgrade', ['a/demo'], { pack: 'npm:mine', defaults: true })).exitCode).toBe(0);
    expect(readdirSync(`${scratch.root}/a/demo`)).not.toContain('ran');
  });

  it('extends nothing outside of itself, and is named by what was typed', async () => {
    const scratch = new Scratch();
    scratch.write('base/pack.yml', 'id: base\n');
    scratch.write('node_modules/mine/package.json', '{}');
    scratch.write('node_modules/mine/pack.yml', 'id: mine\nextends: ../../base\n');
    const run = () => scratch.run('new', ['demo'], { pack: 'npm:mine', defaults: true });
    expect((await run()).refusal).toBe(
      'pack.yml:2: The pack extends what is outside of its own folder. Its author freezes it (mlops pack freeze), or puts that into the folder.',
    );
    scratch.write('node_modules/mine/pack.yml', 'id: mine\nextends: ./base\n');
    scratch.write('node_modules/mine/base/pack.yml', 'id: base\nnope: 1\n');
    expect((await run()).refusal).toMatch(/^The pack npm:mine is broken:\n {2}base\/pack\.yml:2: /);
    expect(readdirSync(scratch.root).sort()).toEqual(['base', 'node_modules']);
  });

  it('that is no package, or not there, is refused, and nothing is written', async () => {
    withRegistry('http://127.0.0.1:1');
    const scratch = new Scratch();
    for (const [pack, says] of [
      ['npm:../x', /is no name of a package of npm/],
      ['npm:mine', /^The registry cannot be asked for npm:mine \(ECONNREFUSED\)\. Check the connection, or install it first: /],
      ['mine', /^There is no pack "mine"\. /],
    ] as const) {
      const { exitCode, refusal } = await scratch.run('new', ['demo'], { pack, defaults: true });
      expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
    }
    expect(readdirSync(scratch.root)).toEqual([]);
  });
});
