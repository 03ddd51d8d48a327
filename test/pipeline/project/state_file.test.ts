import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { ENGINE, type Pack, type Question, type Task } from '../../../generators/pipeline/pack/pack.js';
import type { State } from '../../../generators/pipeline/project/state.js';
import { readState, stateBytes } from '../../../generators/pipeline/project/state_file.js';
import { fill, inScratch } from '../commit/scene.js';

function question(name: string): Question {
  return { name, type: 'text', flag: name, message: `${name}?` };
}

function task(slug: string): Task {
  const nothing = { modules: [], needs: [], soft: [], artifacts: [], evidence: [], commands: [] };
  return { slug, wording: slug, group: 'week1', kind: 'artifact', always: false, ...nothing };
}

const PACK: Pack = {
  engine: ENGINE,
  id: 'small',
  title: 'Small',
  revision: 3,
  course: {},
  modules: {},
  groups: {},
  tasks: [task('git'), task('docker'), task('api')],
  presets: {},
  asks: [question('name'), question('authors')],
  reserved: [],
  versions: {},
  stages: [],
};

const STATE: State = {
  version: '0.1.0',
  pack: { id: 'small', revision: 3, digest: 'abc' },
  answers: { authors: ['Ada', 'Bob'], name: 'Digits' },
  asked: ['api'],
};

/** Reads the state from a file of this text. */
async function reading(text: string, running = '0.1.0'): Promise<State | undefined> {
  let state: State | undefined;
  await inScratch((root) => {
    writeFileSync(join(root, '.yo-rc.json'), text);
    state = readState(root, running);
  });
  return state;
}

const WRITTEN = stateBytes(undefined, STATE, PACK).toString();

/** The text of a state with one thing changed. */
function spoiled(from: string, to: string): string {
  expect(WRITTEN).toContain(from);
  return WRITTEN.replace(from, to);
}

describe('the recorded state', () => {
  it('holds every task on three lines, in the order of the checklist, so that two choices merge', () => {
    expect(WRITTEN).toContain(
      '      "git": {\n        "asked": false\n      },\n      "docker": {\n        "asked": false\n      },\n      "api": {',
    );
    expect(WRITTEN).toContain('      "name": {\n        "value": "Digits"\n      },\n');
    expect(WRITTEN.endsWith('}\n')).toBe(true);
  });

  it('is read as it was written', async () => {
    expect(await reading(WRITTEN)).toEqual(STATE);
  });

  it('says where the pack came from, where that is known; an older one says nothing of it', async () => {
    const state = { ...STATE, pack: { ...STATE.pack, source: 'npm:mine@1.2.0' } };
    const written = stateBytes(undefined, state, PACK).toString();
    expect(written).toContain('"digest": "abc",\n      "source": "npm:mine@1.2.0"\n');
    expect(await reading(written)).toEqual(state);
    expect(WRITTEN).not.toContain('source');
  });

  it('whatever the answers, is read as it was written', () =>
    fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))), async (answers) => {
        // A text that looks like a conflict marker stays within its line of JSON.
        const read = await reading(stateBytes(undefined, { ...STATE, answers }, PACK).toString());
        expect(Object.entries(read?.answers ?? {}).sort()).toEqual(Object.entries(answers).sort());
      }),
      { numRuns: 100 },
    ));

  it('keeps what other generators wrote, in its place', () => {
    const existing = Buffer.from('{"generator-node":{"a":1},"generator-mlops":{"old":true},"z":[1]}');
    const settings = Object.entries(JSON.parse(stateBytes(existing, STATE, PACK).toString()) as object);
    expect(settings.map(([key]) => key)).toEqual(['generator-node', 'generator-mlops', 'z']);
    expect(settings[0]?.[1]).toEqual({ a: 1 });
  });

  it('is not written anew where it says the same in another form', () => {
    const existing = Buffer.from(`\uFEFF${JSON.stringify(JSON.parse(WRITTEN), null, '\t')}`);
    expect(stateBytes(existing, STATE, PACK)).toBe(existing);
  });

  it('keeps the line ends of the file', () => {
    const existing = Buffer.from(WRITTEN.replaceAll('\n', '\r\n'));
    const next = stateBytes(existing, { ...STATE, asked: [] }, PACK).toString();
    expect(next.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('is not there in a folder without the file, or with other generators only', async () => {
    await inScratch((root) => expect(readState(root)).toBeUndefined());
    expect(await reading('{"generator-node": {}}')).toBeUndefined();
    expect(await reading('')).toBeUndefined();
  });
});

describe('a recorded state that cannot be used', () => {
  it.each([
    ['is not JSON', spoiled('"asked": true', '"asked": true,'), /is not valid JSON.*git checkout -- \.yo-rc\.json/s],
    ['is a list', '[]', /the file is not an object/],
    ['is a text', '"x"', /the file is not an object/],
    ['has a list for us', '{"generator-mlops": []}', /"generator-mlops" is not an object/],
    ['lost its version', spoiled('"version": "0.1.0",', ''), /version is missing/],
    ['has a word for a version', spoiled('"version": "0.1.0"', '"version": "new"'), /version is not a version/],
    ['lost its pack', '{"generator-mlops": {"version": "0.1.0"}}', /pack is missing/],
    ['lost its digest', spoiled('"digest": "abc"', '"x": 1'), /pack\.digest is missing/],
    ['has a word for a revision', spoiled('"revision": 3', '"revision": "3"'), /pack\.revision is not a number/],
    ['has a number for an answer', spoiled('"value": "Digits"', '"value": 3'), /answers\.name\.value is neither/],
    ['has a bare answer', spoiled('{\n        "value": "Digits"\n      }', '"Digits"'), /answers\.name is not an object/],
    ['has a word for a switch', spoiled('"asked": true', '"asked": "yes"'), /tasks\.api\.asked is neither true nor false/],
    [
      'lost its tasks',
      '{"generator-mlops": {"version": "0.1.0", "pack": {"id":"a","revision":1,"digest":"b"}, "answers": {}}}',
      /tasks is missing/,
    ],
  ])('because it %s is named, with a way out', async (_, text, words) => {
    const error: unknown = await reading(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect(String(error)).toMatch(words);
  });

  it.each([
    ['0.2.0', '0.1.9', true],
    ['1.0.0', '0.9.0', true],
    ['0.1.9', '0.1.0', false],
    ['0.9.0', '1.0.0', false],
    ['1.2.0', '1.10.0', false],
  ])('because %s wrote it and %s reads it: refused is %s', async (written, running, refused) => {
    const text = spoiled('"version": "0.1.0"', `"version": "${written}"`);
    if (refused) await expect(reading(text, running)).rejects.toThrow(/Install the newer one/);
    else expect((await reading(text, running))?.version).toBe(written);
  });

  it('because it is a link is not followed', () =>
    inScratch((root) => {
      fill(root, { 'elsewhere.json': WRITTEN });
      symlinkSync('elsewhere.json', join(root, '.yo-rc.json'));
      expect(() => readState(root)).toThrow(/symbolic link, which is never followed/);
    }));
});
