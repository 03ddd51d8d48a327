import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type LoadedPack, newestPack } from '../../../../generators/pipeline/pack/library/shipped.js';
import { carryOver, packToUpgradeTo } from '../../../../generators/pipeline/pack/library/upgrade.js';
import type { Pack } from '../../../../generators/pipeline/pack/pack.js';
import { NEXT, PACK, task } from '../fixture.js';

describe('a project that moves to another pack', () => {
  it('keeps what was asked for under its slug, or under its number where that has another slug now', () => {
    expect(carryOver(['repository', 'dockerfiles', 'docker-build'], PACK, NEXT)).toEqual(['repository', 'images']);
  });

  it('keeps a choice only under its own slug where the new pack has that', () => {
    const from: Pack = { ...PACK, tasks: [task('a', { id: 1 }), task('b')] };
    const to: Pack = { ...PACK, tasks: [task('b', { id: 1 }), task('a', { id: 2 }), task('c')] };
    expect(carryOver(['a'], from, to)).toEqual(['a']);
    expect(carryOver(['b'], from, to)).toEqual(['b']);
  });
});

describe('the pack that an upgrade goes to', () => {
  const carrying = (fields: Partial<Pack>): LoadedPack => ({ ...newestPack(), pack: { ...newestPack().pack, ...fields } });

  it('is this generator’s revision of the one that the project carries', async () => {
    expect(await packToUpgradeTo(carrying({ revision: 1 }), undefined, tmpdir())).toBe(newestPack());
  });

  it('is the carried one where that has the same revision, whatever it holds: it may be a corrected one', async () => {
    const corrected = { ...carrying({ title: 'Corrected' }), digest: 'another' };
    expect(await packToUpgradeTo(corrected, undefined, tmpdir())).toBe(corrected);
  });

  it('is never an earlier revision', async () => {
    await expect(packToUpgradeTo(carrying({ revision: 999 }), undefined, tmpdir())).rejects.toThrow(
      /^The project has revision 999 of the pack .* Install a newer generator: /,
    );
  });

  it('is not guessed for a pack of one’s own, and taken where it is named', async () => {
    const mine = carrying({ id: 'mine' });
    await expect(packToUpgradeTo(mine, undefined, tmpdir())).rejects.toThrow(
      /^The project's pack "mine" did not come with this generator, .* mlops upgrade --pack <folder, file or one of .*2026>\.$/,
    );
    expect(await packToUpgradeTo(mine, newestPack().pack.id, tmpdir())).toBe(newestPack());
  });
});
