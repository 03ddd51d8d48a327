import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packBytes, packFromBytes } from '../../../generators/pipeline/pack/library/packed.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { fileSizes, LARGEST_PACK } from '../../../generators/pipeline/pack/size.js';
import { readPackFolder } from '../../../generators/pipeline/pack/source/folder.js';
import { writeFolder } from '../../packs/pack_folder.js';
import { PACK, stage } from './fixture.js';

const MB = 1024 * 1024;

function packWith(content: string, binary: boolean): Pack {
  const small = { path: 'small.txt', origin: 's/files/small.txt', content: 'small\n' };
  return {
    ...PACK,
    stages: [stage('s', { files: [small, { path: 'big', origin: 's/files/big', content, ...(binary ? { binary } : {}) }] })],
  };
}

describe('a pack that is too large for a project to carry', () => {
  it.each([
    ['a file of 50 MB that is no text takes a third more', packWith(Buffer.alloc(50 * MB).toString('base64'), true), '67 MB', '50 MB'],
    ['a text of 70 MB', packWith('x'.repeat(70 * MB), false), '70 MB', '70 MB'],
    ['a text of 40 MB of line ends, each of which takes two bytes', packWith('\n'.repeat(40 * MB), false), '80 MB', '40 MB'],
  ])('is refused before it is packed, and its largest file is named: %s', (_, pack, whole, largest) => {
    expect(() => packBytes(pack)).toThrow(
      expect.objectContaining({
        name: 'Refusal',
        fact: `The pack takes ${whole} when it is unpacked, and a pack may take 64 MB at most`,
        remedy: `Leave out its largest file, s/files/big (${largest}), and let the project download it`,
      }),
    );
  });

  it('is not read to its end where it is a folder, however large its files are', async () => {
    const folder = writeFolder({ 'pack.yml': 'id: x\n', 's/files/a.txt': 'a\n', 's/files/huge.bin': '', 's/files/z.txt': 'z\n' });
    truncateSync(join(folder, 's/files/huge.bin'), 5 * 1024 * MB);
    await expect(readPackFolder(folder, () => Promise.resolve(undefined))).rejects.toMatchObject({
      fact: 'The pack takes 5120 MB when it is unpacked, and a pack may take 64 MB at most',
      remedy: expect.stringContaining('s/files/huge.bin (5120 MB)'),
    });
  });

  it('is refused as a packed file too', () => {
    const bytes = gzipSync(JSON.stringify(packWith('x'.repeat(65 * MB), false)));
    expect(() => packFromBytes(bytes)).toThrow(/takes more than 64 MB when it is unpacked. Pack it without its largest file/);
  });

  it('may be almost as large as that', { timeout: 60_000 }, () => {
    const pack = packWith('x'.repeat(LARGEST_PACK - 10_000), false);
    expect(packFromBytes(packBytes(pack), { trusted: true })).toEqual(pack);
    expect(fileSizes(pack).get('s/files/small.txt')).toBe(6);
  });
});
