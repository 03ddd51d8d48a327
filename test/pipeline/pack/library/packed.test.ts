import { describe, expect, it } from 'vitest';
import { packBytes, packDigest, packFromBytes } from '../../../../generators/pipeline/pack/library/packed.js';
import type { Pack } from '../../../../generators/pipeline/pack/pack.js';
import { readPack } from '../../../packs/pack_folder.js';
import { FOLDER, packed } from '../fixture.js';

describe('a packed pack', () => {
  it('gives the same pack back', async () => {
    const pack = await readPack(FOLDER);
    expect(packFromBytes(packBytes(pack))).toEqual(pack);
    expect(packFromBytes(packBytes(pack), { trusted: true })).toEqual(pack);
    expect(Object.keys(packFromBytes(packBytes(pack)).groups)).toEqual(Object.keys(pack.groups));
  });

  it('is the same bytes for the same pack, in whatever order it was put together', async () => {
    const pack = await readPack(FOLDER);
    const turned: Pack = JSON.parse(JSON.stringify(pack), (key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && key !== 'groups' && key !== 'course'
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(Object.keys(turned)[0]).toBe('stages');
    expect(packBytes(turned).equals(packBytes(pack))).toBe(true);
    expect(packDigest(turned)).toBe(packDigest(pack));
    expect(packDigest({ ...pack, revision: 2 })).not.toBe(packDigest(pack));
    expect(packDigest(pack)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says nothing of the machine it was packed on', async () => {
    expect([...packBytes(await readPack(FOLDER)).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  it('that was written by hand is checked like a folder', async () => {
    const pack = await readPack(FOLDER);
    const [stage] = pack.stages;
    const withFile = (fields: object): Buffer => packed({ ...pack, stages: [{ ...stage, files: [{ ...stage?.files[0], ...fields }] }] });
    expect(() => packFromBytes(withFile({ path: '../../outside' }))).toThrow(/leaves its folder/);
    expect(() => packFromBytes(withFile({ content: '<%- parts %><% process.exit() %>' }))).toThrow(/neither prints a value/);
    expect(() => packFromBytes(withFile({ when: 'process' }))).toThrow(/The name "process" is reserved/);
    expect(() => packFromBytes(withFile({ mode: 0o777 }))).toThrow(/an unknown form at "stages.0.files.0.mode"/);
    expect(() => packFromBytes(packed({ ...pack, tasks: [{ ...pack.tasks[0], needs: ['zz'] }] }))).toThrow(/There is no task "zz"/);
  });

  it.each([
    ['not a pack', packed({})],
    ['a list', packed([])],
    ['null', packed(null)],
  ])('that is damaged (%s) is refused with the way out', (_, bytes) => {
    expect(() => packFromBytes(bytes)).toThrow(
      expect.objectContaining({ name: 'Refusal', remedy: expect.stringContaining('git checkout .mlops/pack') }),
    );
    expect(() => packFromBytes(bytes, { trusted: true })).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it('is refused at once where a path leaves the project, although its templates are looked at later', async () => {
    const pack = await readPack(FOLDER);
    const [stage] = pack.stages;
    const holding = (fields: object): Buffer => packed({ ...pack, stages: [{ ...stage, files: [{ ...stage?.files[0], ...fields }] }] });
    expect(() => packFromBytes(holding({ path: '../../outside' }), { postponed: true })).toThrow(/leaves its folder/);
    expect(() => packFromBytes(holding({ content: '<%- parts %>\n<%- nmae %>' }), { postponed: true })).not.toThrow();
  });
});
