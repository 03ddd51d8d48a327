import { describe, expect, it } from 'vitest';
import { isTexts, mentionsUs, parseState } from '../../../generators/pipeline/project/state_parse.js';

const RECORD = {
  version: '0.1.0',
  pack: { id: '2026', revision: 2, digest: 'd' },
  answers: { name: { value: 'Digits' }, email: { value: null } },
  tasks: { git: { asked: true }, api: { asked: false } },
};
const bytesOf = (record: object): Buffer => Buffer.from(JSON.stringify({ 'generator-mlops': record }));

describe('reading a record', () => {
  it('gives the answers that there are and the tasks that were asked for', () => {
    expect(parseState(bytesOf(RECORD), '0.1.0')).toEqual({
      version: '0.1.0',
      pack: { id: '2026', revision: 2, digest: 'd' },
      answers: { name: 'Digits' },
      asked: ['git'],
    });
  });

  it('gives nothing where nothing of ours is in it', () => {
    for (const text of ['', ' \n', '{}', '{"other": {}}', '\uFEFF{}']) expect(parseState(Buffer.from(text), '0.1.0')).toBeUndefined();
  });

  it.each<[fields: object, words: RegExp]>([
    [{ version: 3 }, /version is not a string/],
    [{ pack: { id: 'x', revision: 'y', digest: 'd' } }, /pack\.revision is not a number/],
    [{ pack: { id: 'x', revision: 1, digest: 'd', source: 1 } }, /pack\.source is not a string/],
    [{ answers: { name: { value: 3 } } }, /answers\.name\.value is neither/],
    [{ tasks: { git: {} } }, /tasks\.git\.asked is neither/],
    [{ version: '0.2.0' }, /Install the newer one/],
  ])('refuses what was changed by hand: %j', (fields, words) => {
    expect(() => parseState(bytesOf({ ...RECORD, ...fields }), '0.1.0')).toThrow(words);
  });

  it('sees whether a file speaks of us, also where it cannot be read', () => {
    expect(mentionsUs(Buffer.from('{ "generator-mlops": {{{'))).toBe(true);
    expect(mentionsUs(Buffer.from('{ "generator-other": {} }'))).toBe(false);
    expect([isTexts(['a']), isTexts([1]), isTexts('a')]).toEqual([true, false, false]);
  });
});
