import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeStep,
  encodeStep,
  type HistoryStep,
  stateDigest,
  stepWrites,
  tracedFile,
} from '../../../generators/pipeline/project/history_step.js';
import { plainFile, sameEntry } from '../../../generators/pipeline/tree.js';

const entry = fc.record({
  kind: fc.constant('file' as const),
  bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  executable: fc.boolean(),
});
const step: fc.Arbitrary<HistoryStep> = fc.record({
  command: fc.string(),
  from: fc.option(fc.string(), { nil: undefined }),
  to: fc.option(fc.string(), { nil: undefined }),
  writes: fc.array(
    fc.record({ path: fc.string(), before: fc.option(entry, { nil: undefined }), after: fc.option(entry, { nil: undefined }) }),
  ),
  moves: fc.array(fc.record({ from: fc.string(), to: fc.string() })),
});

describe('a step of the history', () => {
  it('is read as it was written, whatever bytes the files hold', () => {
    fc.assert(
      fc.property(step, (written) => {
        expect(decodeStep(encodeStep(written))).toEqual(written);
      }),
    );
  });

  it('that is damaged or foreign is none', () => {
    fc.assert(
      fc.property(step, fc.nat(), (written, place) => {
        const bytes = encodeStep(written);
        expect(decodeStep(bytes.subarray(0, place % bytes.length))).toBeUndefined();
      }),
    );
    for (const foreign of ['', '{}', 'not ours']) expect(decodeStep(Buffer.from(foreign))).toBeUndefined();
  });
});

describe('the step of a new project', () => {
  const [plain, changed] = [plainFile(Buffer.from('as we wrote it')), plainFile(Buffer.from('another'))];
  const created = { path: 'a', before: undefined, after: plain };

  it('keeps of a file that stood nowhere before only whether another one is the same', () => {
    const [write] = stepWrites([created], 'trace');
    expect(write).toMatchObject({ path: 'a', before: undefined, after: undefined, trace: { executable: false } });
    const trace = write?.trace ?? { sum: '', executable: true };
    expect(tracedFile(trace, plain)).toBe(plain);
    for (const now of [changed, { ...plain, executable: true }, undefined, { kind: 'folder' as const }]) {
      expect(sameEntry(tracedFile(trace, now), now)).toBe(false);
    }
    const whole = { command: 'new', from: undefined, to: 'x', moves: [], writes: write === undefined ? [] : [write] };
    expect(decodeStep(encodeStep(whole))).toEqual(whole);
    expect(encodeStep(whole).includes('as we wrote it')).toBe(false);
  });

  it('keeps the bytes of all others', () => {
    expect(stepWrites([created], 'bytes')).toEqual([created]);
    const replaced = { path: 'a', before: changed, after: plain };
    expect(stepWrites([replaced], 'trace')).toEqual([replaced]);
  });
});

describe('the digest of a state', () => {
  const state = { pack: { digest: 'd' }, answers: { name: 'x', author: ['a', 'b'] }, asked: ['one', 'two'] };

  it('is the same in whatever order it is recorded, and another for another choice', () => {
    expect(stateDigest({ ...state, answers: { author: ['a', 'b'], name: 'x' }, asked: ['two', 'one'] })).toBe(stateDigest(state));
    expect(stateDigest({ ...state, asked: ['one'] })).not.toBe(stateDigest(state));
    expect(stateDigest({ ...state, pack: { digest: 'e' } })).not.toBe(stateDigest(state));
    expect(stateDigest({ ...state, answers: { name: 'y', author: ['a', 'b'] } })).not.toBe(stateDigest(state));
  });
});
