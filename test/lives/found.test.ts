import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Pack, PackFile } from '../../generators/pipeline/pack/pack.js';
import { question, stage, task } from '../pipeline/pack/fixture.js';
import { snapshot } from './snapshot.js';
import { type Line, World } from './world.js';

/** Two stages: one is always there and lists what is on, the other one is to be added. */
function packOf(revision: number, note: string, place = 'notes.txt'): Pack {
  const list = "<%_ if (tasks.includes('docker')) { _%>\nimages/\n<%_ } _%>\n";
  const ignored: PackFile = {
    path: 'ignored',
    origin: 'base/files/ignored',
    template: true,
    additive: 'lines',
    content: `data/\nmodels/\n${list}`,
  };
  const notes: PackFile = { path: place, origin: 'base/files/notes.txt', content: `${note}\n` };
  return {
    engine: 1,
    id: 'small',
    title: 'A small pack',
    revision,
    course: {},
    modules: {},
    groups: { week1: 'Week 1' },
    tasks: [task('start', { always: true, stage: 'base' }), task('docker', { stage: 'docker' })],
    presets: {},
    asks: [question('name', { type: 'title' }), question('package', { type: 'package' })],
    reserved: [],
    versions: {},
    stages: [
      stage('base', { files: [ignored, notes] }),
      stage('docker', { files: [{ path: 'docker/Dockerfile', origin: 'docker/files/docker/Dockerfile', content: 'FROM python\n' }] }),
    ],
  };
}

describe('what random lives found', () => {
  let world: World;
  const at = (path: string): string => join(world.root, path);
  const run = async (command: string, words: readonly string[] = [], values: Line['values'] = {}) => world.run({ command, words, values });
  const makeProject = async () => run('new', [], { pack: world.packFile(1), tasks: 'minimal' });

  beforeEach(() => {
    world = new World([packOf(1, 'first'), packOf(2, 'second'), packOf(3, 'first', 'texts/notes.txt')]);
  });
  afterEach(() => world.end());

  test('a saved plan to upgrade to the pack that the project has already is carried out, and does nothing', async () => {
    await makeProject();
    const plan = world.freePlan();
    await run('upgrade', [], { pack: world.packFile(1), save: plan });
    expect(await run('upgrade', [], { apply: plan })).toMatchObject({ exitCode: 0, result: { changes: [] } });
  });

  test('undo puts back the settings of other generators just as they were written', async () => {
    const settings = '{ "generator-other": { "kept": true } }';
    writeFileSync(at('.yo-rc.json'), settings);
    await makeProject();
    await run('undo');
    expect(readFileSync(at('.yo-rc.json'), 'utf8')).toBe(settings);
  });

  test('a file that has all that is added to it already is not told of as merged', async () => {
    writeFileSync(at('ignored'), 'data/\nmodels/\nmine/\n');
    const { result } = await makeProject();
    expect(result?.changes).toContainEqual(expect.objectContaining({ path: 'ignored', outcome: 'unchanged' }));
    expect(result?.counts).not.toHaveProperty('merged');
  });

  test('what is in the way of a generated file is not told of as replaced, whatever was chosen', async () => {
    writeFileSync(at('docker'), 'a note\n');
    await makeProject();
    const { exitCode, result } = await run('add', ['docker'], { 'on-conflict': 'generated' });
    expect([exitCode, result?.changes]).toEqual([
      2,
      [
        expect.objectContaining({ path: 'docker/Dockerfile', outcome: 'conflict', note: expect.stringContaining('docker.generated') }),
        expect.objectContaining({ path: 'ignored', outcome: 'updated' }),
      ],
    ]);
  });

  test('undo says where a link led in whose place somebody had the generated file put', async () => {
    await makeProject();
    rmSync(at('notes.txt'));
    symlinkSync('elsewhere', at('notes.txt'));
    await run('upgrade', [], { pack: world.packFile(2), 'on-conflict': 'generated' });
    const { result } = await run('undo');
    expect(result?.changes).toEqual([{ path: 'notes.txt', outcome: 'removed', note: 'A link to "elsewhere" stood here; make it again.' }]);
  });

  test('what was put beside a line that somebody changed is taken out again without touching it', async () => {
    await makeProject();
    writeFileSync(at('ignored'), 'data/\nmodels/*.pt\n');
    const before = snapshot(world.root);
    expect((await run('add', ['docker'])).exitCode).toBe(0);
    expect(readFileSync(at('ignored'), 'utf8')).toBe('data/\nmodels/*.pt\nimages/\n');
    expect((await run('remove', ['docker'])).exitCode).toBe(0);
    expect(readFileSync(at('ignored'), 'utf8')).toBe('data/\nmodels/*.pt\n');
    expect(snapshot(world.root).get('.yo-rc.json')).toBe(before.get('.yo-rc.json'));
  });

  test('redo brings back what was taken back last, also where another step led to the same state', async () => {
    await makeProject();
    await run('add', ['docker']);
    await run('remove', ['docker']);
    await run('upgrade', [], { pack: world.packFile(2) });
    for (let step = 0; step < 3; step += 1) await run('undo');
    expect((await run('undo', [], { redo: true })).result?.turned).toBe('add docker');
  });

  test('what is added and removed again leaves the recorded state in the form that somebody gave it', async () => {
    await makeProject();
    const reset = JSON.stringify(JSON.parse(readFileSync(at('.yo-rc.json'), 'utf8')), undefined, 4);
    writeFileSync(at('.yo-rc.json'), reset);
    await run('add', ['docker']);
    await run('remove', ['docker']);
    expect(readFileSync(at('.yo-rc.json'), 'utf8')).toBe(reset);
  });

  test('undo puts a file back beside the same name in other letters, where both stood before', async () => {
    await makeProject();
    await run('add', ['docker']);
    mkdirSync(at('DOCKER'), { recursive: true });
    // A disk that does not tell them apart has one folder.
    writeFileSync(at('DOCKER/own.txt'), 'mine\n');
    await run('remove', ['docker']);
    expect((await run('undo')).exitCode).toBe(0);
    expect([readFileSync(at('docker/Dockerfile'), 'utf8'), readFileSync(at('DOCKER/own.txt'), 'utf8')]).toEqual([
      'FROM python\n',
      'mine\n',
    ]);
    expect(existsSync(at('DOCKER.generated'))).toBe(false);
  });

  test('undo of a move takes what was written since back to the old place', async () => {
    await makeProject();
    await run('upgrade', [], { pack: world.packFile(3) });
    writeFileSync(at('texts/notes.txt'), 'first\nmine\n');
    await run('undo');
    expect([readFileSync(at('notes.txt'), 'utf8'), existsSync(at('texts'))]).toEqual(['first\nmine\n', false]);
  });
});
