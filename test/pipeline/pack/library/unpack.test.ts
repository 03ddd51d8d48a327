import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packBytes, packFromBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import { unpack } from '../../../../generators/pipeline/pack/library/unpack.js';
import { readPack } from '../../../packs/pack_folder.js';
import { FOLDER, packed } from '../fixture.js';

describe('a packed file', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('<<<<<<< yours')],
    ['not JSON', gzipSync('{')],
  ])('that is damaged (%s) is refused with the way out', (_, bytes) => {
    expect(() => packFromBytes(bytes)).toThrow(
      expect.objectContaining({ name: 'Refusal', remedy: expect.stringContaining('git checkout .mlops/pack') }),
    );
    expect(() => packFromBytes(bytes, { trusted: true })).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it('that was cut off is refused', async () => {
    const bytes = packBytes(await readPack(FOLDER));
    expect(() => packFromBytes(bytes.subarray(0, bytes.length - 9))).toThrow(/cannot be read/);
  });

  it('that unpacks to more than any pack is refused before the memory is full', () => {
    expect(() => packFromBytes(gzipSync(Buffer.alloc(65 * 1024 * 1024)))).toThrow(/cannot be read/);
  });

  it('that needs a newer generator says so', async () => {
    const pack = await readPack(FOLDER);
    expect(() => packFromBytes(packed({ ...pack, engine: 2, news: true }))).toThrow(/needs engine 2/);
  });

  it('gives what it holds, whatever that is: nothing but the engine is looked into', () => {
    for (const value of [{ engine: 1, strange: true }, { engine: '2' }, [2], null]) expect(unpack(packed(value))).toEqual(value);
  });

  it('may not hold more than any pack does, although all of it can be read', () => {
    const text = Buffer.concat([Buffer.from('"'), Buffer.alloc(65 * 1024 * 1024, 'x'), Buffer.from('"')]);
    expect(() => unpack(gzipSync(text))).toThrow(/cannot be read/);
  });

  it('may hold a large pack', () => {
    const content = 'x'.repeat(3 * 1024 * 1024);
    expect(unpack(packed({ engine: 1, content }))).toEqual({ engine: 1, content });
  });
});
