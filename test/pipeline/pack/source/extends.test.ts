import { describe, expect, it } from 'vitest';
import { readPack } from '../../../packs/pack_folder.js';

describe('a pack that extends another', () => {
  it('names it by its id, or by the path of its folder from its own', async () => {
    const packs = { 'packs/b/pack.yml': 'id: b\ntitle: By its id\n', 'b/pack.yml': 'id: b\ntitle: By its path\n' };
    const title = async (base: string) => (await readPack({ ...packs, 'a/pack.yml': `id: a\nextends: ${base}\n` }, 'a')).title;
    expect([await title('b'), await title('../b')]).toEqual(['By its id', 'By its path']);
  });

  it('goes through four packs at most', async () => {
    const chain = (levels: number): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: levels }, (_, level) => [
          `packs/p${level}/pack.yml`,
          `id: p${level}\n${level + 1 < levels ? `extends: p${level + 1}\n` : ''}`,
        ]),
      );
    await expect(readPack(chain(4), 'packs/p0')).resolves.toMatchObject({ id: 'p0' });
    await expect(readPack(chain(5), 'packs/p0')).rejects.toThrow(/extends more than 3 packs in a row/);
  });

  it('cannot extend itself, nor what is not there', async () => {
    await expect(
      readPack({ 'packs/a/pack.yml': 'id: a\nextends: b\n', 'packs/b/pack.yml': 'id: b\nextends: ../a\n' }, 'packs/a'),
    ).rejects.toThrow(/extends itself/);
    await expect(readPack({ 'a/pack.yml': 'id: a\n\nextends: "1999"\n' }, 'a')).rejects.toThrow(
      'pack.yml:3: There is no pack "1999" to extend',
    );
  });
});
