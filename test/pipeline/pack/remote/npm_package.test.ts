import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPackage } from '../../../../generators/pipeline/pack/remote/npm_package.js';
import type { PackageName } from '../../../../generators/pipeline/pack/remote/package_name.js';
import { writeFolder } from '../../../packs/pack_folder.js';
import { entriesOf, startRegistry, tarball, withRegistry } from './registry_host.js';

const FILE = tarball(entriesOf({ 'pack.yml': 'id: mine\n', 's/files/a': 'a' }));
const nobody = (): Promise<never> => Promise.reject(new Error('Nothing is to be read'));

describe('a package that is installed', () => {
  it('is read where it is, and no registry is asked', async () => {
    const cwd = writeFolder({ 'node_modules/mine/package.json': '{}', 'node_modules/mine/pack.yml': 'id: mine\n' });
    const read = (folder: string, found: PackageName) => Promise.resolve([folder, found]);
    expect(await withPackage({ name: 'mine' }, cwd, read)).toEqual([join(cwd, 'node_modules/mine'), { name: 'mine' }]);
  });

  it('and holds no pack is refused', async () => {
    const cwd = writeFolder({ 'node_modules/mine/package.json': '{}' });
    await expect(withPackage({ name: 'mine' }, cwd, nobody)).rejects.toThrow(
      'npm:mine is a package without a pack: there is no pack.yml in it. Check the name.',
    );
  });
});

describe('a package of a registry', () => {
  it('is read in a folder of its own, which is gone afterwards', async () => {
    const { address, asked } = await startRegistry('mine', FILE);
    let seen = '';
    const text = await withPackage({ name: 'mine' }, withRegistry(address), (folder, { version }) => {
      seen = folder;
      expect(version).toBe('1.2.0');
      return Promise.resolve(readFileSync(join(folder, 's/files/a'), 'utf8'));
    });
    expect([text, existsSync(seen)]).toEqual(['a', false]);
    expect(asked).toEqual(['/mine', '/file.tgz']);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'leaves no folder where %s comes while it is read, and the process ends with the status of that',
    async (signal, exitCode) => {
      const { address } = await startRegistry('mine', FILE);
      let seen = '';
      const reading = withPackage({ name: 'mine' }, withRegistry(address), (folder) => {
        seen = folder;
        process.emit(signal, signal);
        return Promise.resolve(existsSync(folder));
      });
      await expect(reading).rejects.toMatchObject({ exitCode, message: 'Interrupted: nothing was written.' });
      expect([seen, existsSync(seen)]).toEqual([expect.stringMatching(/mlops-npm-/), false]);
      expect(process.listeners(signal)).toEqual([]);
    },
  );

  it('is refused where its file is another one than the registry says, and nothing is unpacked', async () => {
    const { address } = await startRegistry('mine', FILE, { integrity: `sha512-${Buffer.alloc(64).toString('base64')}` });
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('mlops-npm-'));
    await expect(withPackage({ name: 'mine' }, withRegistry(address), nobody)).rejects.toThrow(
      /^The file of npm:mine@1\.2\.0 is not the one that the registry describes: .* Nothing was written\.$/,
    );
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('mlops-npm-'))).toEqual(before);
  });

  it('is refused where its file is at an address that is not encrypted, with the way round', async () => {
    const { address } = await startRegistry('mine', FILE, { tarball: 'http://host.example/file.tgz' });
    await expect(withPackage({ name: 'mine' }, withRegistry(address), nobody)).rejects.toThrow(
      'The address http://host.example/file.tgz is not encrypted. Check the connection, or install it first: npm install --no-save --ignore-scripts mine@1.2.0.',
    );
  });

  it('is refused where it is no pack', async () => {
    const { address } = await startRegistry('mine', tarball(entriesOf({ 'index.js': 'globalThis.ran = true' })));
    await expect(withPackage({ name: 'mine' }, withRegistry(address), nobody)).rejects.toThrow(
      /^npm:mine@1\.2\.0 is a package without a pack/,
    );
  });
});
