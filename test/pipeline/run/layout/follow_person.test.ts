import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outcomes, Scratch } from '../scratch.js';
import { IN_FOLDERS } from './layout_pack.js';

async function project(): Promise<Scratch> {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  return scratch;
}

function move(scratch: Scratch, from: string, to: string): void {
  mkdirSync(dirname(join(scratch.root, to)), { recursive: true });
  renameSync(join(scratch.root, from), join(scratch.root, to));
}

/** Moves the package, and gives the modules their new imports. */
function movePackage(scratch: Scratch, to: string, name: string): void {
  move(scratch, 'src/birds', to);
  for (const module of ['train', 'plugins']) {
    scratch.write(`${to}/${module}.py`, scratch.read(`${to}/${module}.py`).replaceAll('from birds.', `from ${name}.`));
  }
}

function noteAt(result: Awaited<ReturnType<Scratch['result']>>, path: string): string | undefined {
  return result.changes.find((change) => change.path === path)?.note;
}

describe('a package that the person renamed', () => {
  test('is named with the answer that follows, before anything is written, also where only other files name it', async () => {
    const scratch = await project();
    movePackage(scratch, 'src/catnet', 'catnet');
    for (const stage of ['api', 'docker']) {
      const { exitCode, refusal } = await scratch.run('add', [stage]);
      expect([exitCode, refusal]).toEqual([
        1,
        'You moved the package from src/birds to src/catnet, and the generator still calls it by the old name. ' +
          'Rename it here too: mlops new --package catnet. Then run this command again.',
      ]);
    }
    expect(existsSync(join(scratch.root, 'src/birds'))).toBe(false);
  });
  test.each(['src/catnet', 'catnet', 'lib/catnet'])('to %s merges with that answer, and what comes later goes there', async (place) => {
    const scratch = await project();
    movePackage(scratch, place, 'catnet');
    scratch.write(`${place}/data.py`, `${scratch.read(`${place}/data.py`)}\n\nOURS = 1\n`);
    const renamed = await scratch.result('new', [], { package: 'catnet' });
    expect([renamed.exitCode, renamed.changes]).toEqual([0, []]);
    const added = await scratch.result('add', ['api']);
    expect(outcomes(added)).toMatchObject({ [`${place}/api.py`]: 'new', [`${place}/plugins.py`]: 'updated' });
    expect(scratch.read(`${place}/api.py`)).toContain('from catnet.data import load');
    expect(scratch.read(`${place}/data.py`)).toContain('OURS = 1');
    expect(existsSync(join(scratch.root, 'src/birds'))).toBe(false);
  });
  test('to what no answer can say gets no module that imports it by the old name', async () => {
    const scratch = await project();
    movePackage(scratch, 'src/zoo/birds', 'zoo.birds');
    scratch.write('src/zoo/__init__.py', '');
    const result = await scratch.result('add', ['api']);
    expect(outcomes(result)).toMatchObject({ 'src/zoo/birds/api.py': 'conflict', 'src/zoo/birds/plugins.py': 'merged' });
    expect(noteAt(result, 'src/zoo/birds/api.py')).toBe(
      'You moved src/birds to src/zoo/birds, and this module imports from birds; yours stays, the generated file is src/zoo/birds/api.py.generated.',
    );
    expect(existsSync(join(scratch.root, 'src/zoo/birds/api.py'))).toBe(false);
  });
  test('still has the name where its old folder is only emptied of our files', async () => {
    const scratch = await project();
    movePackage(scratch, 'src/catnet', 'catnet');
    scratch.write('src/birds/__pycache__/data.cpython-312.pyc', '');
    expect((await scratch.run('add', ['api'])).refusal).toContain('mlops new --package catnet');
  });
  test('is not guessed where two folders have its files', async () => {
    const scratch = await project();
    cpSync(join(scratch.root, 'src/birds'), join(scratch.root, 'backup/birds'), { recursive: true });
    movePackage(scratch, 'src/catnet', 'catnet');
    expect((await scratch.run('add', ['api'])).refusal).toMatch(
      /^src\/birds is gone, and its files are in backup\/birds and in src\/catnet\./,
    );
  });
});

describe('a folder that the person moved', () => {
  test('of the package, by its name: what is new goes there, and what changes is merged there', async () => {
    const scratch = await project();
    move(scratch, 'src/birds', 'birds');
    scratch.write('birds/plugins.py', scratch.read('birds/plugins.py').replace('    load,\n', '    load,\n    print,\n'));
    const result = await scratch.result('add', ['api']);
    expect(outcomes(result)).toMatchObject({ 'birds/api.py': 'new', 'birds/plugins.py': 'merged' });
    expect(noteAt(result, 'birds/api.py')).toBe('You moved src/birds to birds.');
    expect(scratch.read('birds/plugins.py')).toMatch(/print,\n\]\n\nSERVED = True/);
    const again = await scratch.result('add', ['api']);
    expect(again.changes).toEqual([]);
    await scratch.result('remove', ['api']);
    expect(existsSync(join(scratch.root, 'birds/api.py'))).toBe(false);
    expect(scratch.read('birds/plugins.py')).toMatch(/print,\n\]\n\nSERVED = False/);
  });
  test.each(['conf', 'settings/app'])('of settings, to %s', async (place) => {
    const scratch = await project();
    move(scratch, 'configs', place);
    expect(outcomes(await scratch.result('add', ['api']))).toMatchObject({ [`${place}/api.yaml`]: 'new' });
    expect(existsSync(join(scratch.root, 'configs'))).toBe(false);
  });
  test('of pages, which change there', async () => {
    const scratch = await project();
    move(scratch, 'docs', 'documentation');
    const result = await scratch.result('add', ['api']);
    expect(outcomes(result)).toMatchObject({ 'documentation/api.md': 'new', 'documentation/project.md': 'updated' });
    await scratch.result('undo');
    expect(scratch.read('documentation/project.md')).toContain('# The project\n');
  });
  test('after the command: undo takes back what it wrote there', async () => {
    const scratch = await project();
    await scratch.result('add', ['api']);
    move(scratch, 'src/birds', 'birds');
    expect(outcomes(await scratch.result('undo'))).toMatchObject({ 'birds/api.py': 'removed', 'birds/plugins.py': 'updated' });
  });
  test('to a new name of the package afterwards', async () => {
    const scratch = await project();
    move(scratch, 'src/birds', 'birds');
    const result = await scratch.result('new', [], { package: 'catnet' });
    expect(result.changes).toContainEqual(expect.objectContaining({ path: 'catnet/data.py', from: 'birds/data.py', outcome: 'moved' }));
  });
});

describe('what is not there', () => {
  test('is named with the place where the same file stands', async () => {
    const scratch = await project();
    move(scratch, 'src/birds/plugins.py', 'src/birds/extras.py');
    const result = await scratch.result('add', ['api']);
    expect(noteAt(result, 'src/birds/plugins.py')).toBe('You moved it to src/birds/extras.py, it seems; there is a newer version of it.');
  });
  test('was deleted where no file is the same', async () => {
    const scratch = await project();
    rmSync(join(scratch.root, 'src/birds/plugins.py'));
    const result = await scratch.result('add', ['api']);
    expect(noteAt(result, 'src/birds/plugins.py')).toContain('You deleted it');
  });
  test('of a folder that is gone comes new where it was', async () => {
    const scratch = await project();
    rmSync(join(scratch.root, 'docs'), { recursive: true });
    const result = await scratch.result('add', ['api']);
    expect(outcomes(result)).toMatchObject({ 'docs/api.md': 'new', 'docs/project.md': 'kept' });
  });
});
