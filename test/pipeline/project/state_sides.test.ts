import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import type { State } from '../../../generators/pipeline/project/state.js';
import { stateBytes } from '../../../generators/pipeline/project/state_file.js';
import { parseState } from '../../../generators/pipeline/project/state_parse.js';
import { holdsMarkers, takeApart } from '../../../generators/pipeline/project/state_sides.js';

const { pack, digest } = newestPack();
const NAMES = pack.asks.map(({ name }) => name);
const SLUGS = pack.tasks.map(({ slug }) => slug);

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mlops-sides-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What git leaves in a file that two people changed. */
function mergeWithGit(base: string, yours: string, theirs: string, ...style: readonly string[]): string {
  const paths = Object.entries({ yours, base, theirs }).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const labels = ['-L', 'HEAD', '-L', 'base', '-L', 'the other one'];
  return spawnSync('git', ['merge-file', '-p', ...style, ...labels, ...paths], { encoding: 'utf8' }).stdout;
}

const text = fc.constantFrom('a', 'b', '<<<<<<< x', '=======');
// Of one item at most: git merges a longer list line by line.
const list = fc.array(fc.constantFrom('Ada', 'Bø'), { maxLength: 1 });
const answers = fc
  .tuple(fc.record(Object.fromEntries(pack.asks.map(({ name, type }) => [name, type === 'texts' ? list : text]))), fc.subarray(NAMES))
  .map(([all, names]) => Object.fromEntries(names.map((name) => [name, all[name] ?? ''])));
const state: fc.Arbitrary<State> = fc.record({
  version: fc.constantFrom('0.1.0', '0.1.2', '0.1.10'),
  pack: fc.constant({ id: pack.id, revision: 1, digest }),
  answers,
  asked: fc.subarray(SLUGS),
});

/** What a three-way merge makes of one thing: a conflict takes the side. */
function settled<T>(base: T, yours: T, theirs: T, side: T): T {
  const same = (one: T, other: T): boolean => JSON.stringify(one) === JSON.stringify(other);
  if (same(yours, theirs) || same(base, theirs)) return yours;
  return same(base, yours) ? theirs : side;
}

/** The state that one side of a merge should be: all that the other one changed alone is in it, too. */
function sideOf(base: State, yours: State, theirs: State, side: State): State {
  const answers = NAMES.flatMap((name) => {
    const answer = settled(base.answers[name], yours.answers[name], theirs.answers[name], side.answers[name]);
    return answer === undefined ? [] : [[name, answer] as const];
  });
  const isAsked = (slug: string) => settled(...([base, yours, theirs, side].map(({ asked }) => asked.includes(slug)) as Four));
  const version = settled(base.version, yours.version, theirs.version, side.version);
  return { version, pack: base.pack, answers: Object.fromEntries(answers), asked: SLUGS.filter(isAsked) };
}

type Four = [boolean, boolean, boolean, boolean];

const STYLES: readonly string[][] = [[], ['--diff3'], ['--zdiff3']];

describe('the two sides of a record in which git left conflict markers', () => {
  it('are what each person wanted, in each style of git and with the line ends of Windows', () => {
    fc.assert(
      fc.property(state, state, state, fc.constantFrom(...STYLES), fc.boolean(), (base, yours, theirs, style, isWindows) => {
        const [o, a, b] = [base, yours, theirs].map((each) => stateBytes(undefined, each, pack).toString()) as [string, string, string];
        const merged = mergeWithGit(o, a, b, ...style);
        const sides = takeApart(isWindows ? merged.replaceAll('\n', '\r\n') : merged);
        const read = [sides?.yours, sides?.theirs].map((side) => parseState(Buffer.from(side?.text ?? ''), '0.1.0'));
        expect(read).toEqual([sideOf(base, yours, theirs, yours), sideOf(base, yours, theirs, theirs)]);
        if (holdsMarkers(merged)) expect([sides?.yours.label, sides?.theirs.label]).toEqual(['HEAD', 'the other one']);
      }),
      { numRuns: 60 },
    );
  });

  it('are found between markers without names', () => {
    expect(takeApart('a\n<<<<<<<\nb\n=======\nc\n>>>>>>>\nd')).toEqual({
      yours: { label: '', text: 'a\nb\nd' },
      theirs: { label: '', text: 'a\nc\nd' },
    });
  });

  it.each([
    '<<<<<<< a\nb\n',
    '<<<<<<< a\n=======\n',
    '=======\n',
    '>>>>>>> a\n',
    '<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> a\n',
    '||||||| a\n',
  ])('are not guessed from %j', (text) => {
    expect(holdsMarkers(text)).toBe(true);
    expect(takeApart(text)).toBeUndefined();
  });
});

const BASE: State = {
  version: '0.1.0',
  pack: { id: pack.id, revision: 1, digest },
  answers: { name: 'Demo', manager: 'uv', python: '3.12' },
  asked: [],
};

/** What is read where two people changed the same record. */
function joined(yours: Partial<State>, theirs: Partial<State>, others: readonly [object, object] = [{}, {}]): State | undefined {
  const texts = [BASE, { ...BASE, ...yours }, { ...BASE, ...theirs }].map((each, index) => {
    const settings = JSON.parse(stateBytes(undefined, each, pack).toString()) as object;
    return `${JSON.stringify({ ...others[index - 1], ...settings }, null, 2)}\n`;
  }) as [string, string, string];
  const merged = mergeWithGit(...texts);
  expect(holdsMarkers(merged)).toBe(true);
  return parseState(Buffer.from(merged), '0.1.0');
}

describe('a record with both sides', () => {
  it('has the tasks of both, the answers of either and the later version, and says where they contradict', () => {
    const yours = { version: '0.1.9', answers: { ...BASE.answers, manager: 'pip', email: 'a@example.org' }, asked: ['api-tests'] };
    const theirs = { version: '0.1.10', answers: { ...BASE.answers, python: '3.13', manager: 'conda' }, asked: ['hydra'] };
    expect(joined(yours, theirs)).toEqual({
      version: '0.1.10',
      pack: BASE.pack,
      answers: { name: 'Demo', manager: 'pip', email: 'a@example.org', python: '3.13' },
      asked: ['hydra', 'api-tests'],
      dispute: { yours: 'HEAD', theirs: 'the other one', answers: [{ name: 'manager', yours: 'pip', theirs: 'conda' }] },
    });
  });

  it.each([
    [
      'was rendered from two packs',
      { pack: { ...BASE.pack, revision: 2, digest: 'b' } },
      { pack: { ...BASE.pack, revision: 3, digest: 'c' } },
      /two packs \(\w+, revision 2, and \w+, revision 3\).*--ours or --theirs/,
    ],
    ['was written by a newer version on one side', { version: '9.0.0' }, { version: '0.1.1' }, /generator-mlops 9\.0\.0/],
  ])('that %s is refused, with a way out', (_, yours, theirs, words) => {
    expect(() => joined(yours, theirs)).toThrow(words);
    expect(() => joined(yours, theirs)).toThrow(Refusal);
  });

  it('is refused where the markers are about settings of another generator', () => {
    expect(() => joined({}, {}, [{ other: { a: 1 } }, { other: { a: 2 } }])).toThrow(
      /conflict markers in the settings of other generators.*Keep one side/,
    );
  });

  it.each([
    ['is not valid JSON', '<<<<<<< HEAD\n{\n=======\n{"generator-mlops": 1}\n>>>>>>> x\n', /one side is not valid JSON.*Keep one side/],
    [
      'says nothing of us',
      `<<<<<<< HEAD\n{}\n=======\n${stateBytes(undefined, BASE, pack).toString()}>>>>>>> x\n`,
      /one side does not have "generator-mlops"/,
    ],
    ['is cut off', '<<<<<<< HEAD\n{"generator-mlops": {}}\n', /contains git conflict markers\. Keep one side/],
  ])('of which one side %s is refused, with a way out', (_, text, words) => {
    expect(() => parseState(Buffer.from(text), '0.1.0')).toThrow(words);
  });

  it('is written without markers', () => {
    const merged = mergeWithGit(
      ...([BASE, { ...BASE, answers: { manager: 'pip' } }, { ...BASE, answers: { manager: 'x' } }].map((each) =>
        stateBytes(undefined, each, pack).toString(),
      ) as [string, string, string]),
    );
    expect(stateBytes(Buffer.from(merged), BASE, pack)).toEqual(stateBytes(undefined, BASE, pack));
  });
});
