import { describe, expect, it } from 'vitest';
import { packBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import { trustedPack } from '../../../../generators/pipeline/pack/library/trusted.js';
import { unpack } from '../../../../generators/pipeline/pack/library/unpack.js';
import { readPack } from '../../../packs/pack_folder.js';
import { FOLDER, PACK } from '../fixture.js';

describe('a pack that is not looked through', () => {
  it('is taken as it is, whatever its templates hold', async () => {
    const value = unpack(packBytes(await readPack(FOLDER)));
    expect(trustedPack(value)).toBe(value);
    const strange = { ...PACK, reserved: 7 };
    expect(trustedPack(strange)).toBe(strange);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'id stages'],
    ['a list', []],
    ['a record without an id', { stages: [] }],
    ['a record without stages', { id: 'x' }],
    ['a record whose stages are no list', { id: 'x', stages: {} }],
  ])('is refused where it is none, with the way out: %s', (_, value) => {
    expect(() => trustedPack(value)).toThrow(
      expect.objectContaining({ fact: 'The packed pack has an unknown form', remedy: expect.stringContaining('git checkout .mlops/pack') }),
    );
  });
});
