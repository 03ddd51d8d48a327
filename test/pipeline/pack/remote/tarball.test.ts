import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTarball } from '../../../../generators/pipeline/pack/remote/tarball.js';
import { type TarEntry, tarBytes, tarball } from './registry_host.js';

const MB = 1024 * 1024;
const NAMED = 'npm:mine@1.2.0';

describe('the file of a package', () => {
  it('holds files below one folder, however that is called', async () => {
    const files = await readTarball(
      tarball([
        { path: 'mine/', type: '5' },
        { path: 'mine/pack.yml', content: 'id: mine\n' },
        { path: 'mine/s/files/run.sh', content: Buffer.from([0, 255]), mode: 0o755 },
        { path: 'mine/s/files/empty' },
      ]),
      NAMED,
    );
    expect([...files]).toEqual([
      ['pack.yml', { bytes: Buffer.from('id: mine\n'), executable: false }],
      ['s/files/run.sh', { bytes: Buffer.from([0, 255]), executable: true }],
      ['s/files/empty', { bytes: Buffer.alloc(0), executable: false }],
    ]);
  });

  it.each<[string, readonly TarEntry[], string]>([
    [
      'a link',
      [{ path: 'package/a', type: '2', target: '/etc/passwd' }],
      'npm:mine@1.2.0: package/a is not a plain file: a link in a package could lead out of it',
    ],
    ['a hard link', [{ path: 'package/a', type: '1', target: '/etc/passwd' }], 'is not a plain file'],
    ['a device', [{ path: 'package/a', type: '3' }], 'is not a plain file'],
    ['a pipe', [{ path: 'package/a', type: '6' }], 'is not a plain file'],
    ['a path out of it', [{ path: 'package/../../a' }], 'leaves its folder'],
    ['an absolute path', [{ path: '/etc/passwd' }], 'stands outside of the package'],
    ['a path of Windows', [{ path: 'package/C:\\a' }], 'is absolute'],
    ['a path with a backslash', [{ path: 'package/..\\a' }], 'which some systems refuse'],
    ['a file beside the folder', [{ path: 'a' }], 'stands outside of the package'],
    ['a path that a terminal acts on', [{ path: 'package/\u001b[2J' }], 'contains an invisible character'],
    ['the same file twice', [{ path: 'package/a' }, { path: 'package/A' }], 'is there twice'],
    ['a file that is a folder', [{ path: 'package/a' }, { path: 'package/a/b' }], 'a is a file and a folder'],
    [
      'ten thousand files',
      Array.from({ length: 10_000 }, (_, index) => ({ path: `package/${index}` })),
      'has more than 5000 files and folders',
    ],
  ])('is refused with %s', async (_, entries, says) => {
    await expect(readTarball(tarball(entries), NAMED)).rejects.toThrow(
      expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(says) }),
    );
  });

  it.each<[string, () => Buffer, string]>([
    ['a bomb', () => gzipSync(Buffer.alloc(65 * MB)), 'takes more than 64 MB when it is unpacked'],
    ['zipped twice', () => gzipSync(tarball([{ path: 'package/a' }])), 'is not what npm makes'],
    ['a page', () => Buffer.from('<html>'), 'is damaged'],
    ['cut off', () => tarball([{ path: 'package/a', content: 'a'.repeat(5000) }]).subarray(0, 60), 'is damaged'],
    [
      'cut off before it was compressed',
      () => gzipSync(tarBytes([{ path: 'package/a', content: 'a'.repeat(5000) }]).subarray(0, 1024)),
      'is damaged',
    ],
    ['another archive', () => gzipSync(Buffer.from(`PK${'x'.repeat(600)}`)), 'is not what npm makes'],
    [
      'damaged',
      () =>
        gzipSync(
          Buffer.concat([
            tarBytes([{ path: 'package/a' }])
              .subarray(0, 512)
              .fill('7', 148, 153),
            Buffer.alloc(1024),
          ]),
        ),
      'is damaged',
    ],
  ])('is refused where it is %s', async (_, bytes, says) => {
    await expect(readTarball(bytes(), NAMED)).rejects.toThrow(
      expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(says) }),
    );
  });
});
