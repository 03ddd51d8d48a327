import { describe, expect, it, vi } from 'vitest';
import { byHand, findPublished } from '../../../../generators/pipeline/pack/remote/registry.js';
import { startHost } from './host.js';
import { startRegistry, withRegistry } from './registry_host.js';

describe('the registry', () => {
  it('says where the file of a package is, and what it is', async () => {
    const { address } = await startRegistry('mine', Buffer.from('file'));
    const cwd = withRegistry(address);
    expect(await findPublished({ name: 'mine' }, cwd)).toEqual({
      name: 'mine',
      version: '1.2.0',
      tarball: new URL(`${address}/file.tgz`),
      integrity: expect.stringMatching(/^sha512-/),
    });
  });

  it('has no such package, or no such version', async () => {
    const { address } = await startRegistry('mine', Buffer.from('file'));
    const cwd = withRegistry(address);
    await expect(findPublished({ name: 'yours' }, cwd)).rejects.toThrow(
      'The registry has no package npm:yours. Check the name and the version, or name the folder of the pack.',
    );
    await expect(findPublished({ name: 'mine', version: '9.9.9' }, cwd)).rejects.toThrow(/npm:mine@9\.9\.9/);
  });

  it('that cannot be reached, or says nothing of use, is told with the way out', async () => {
    await expect(findPublished({ name: 'mine' }, withRegistry('http://127.0.0.1:1'))).rejects.toThrow(
      'The registry cannot be asked for npm:mine (ECONNREFUSED). Check the connection, or install it first: npm install --no-save --ignore-scripts mine.',
    );
    const { address } = await startHost({
      '/mine': JSON.stringify({
        name: 'mine',
        'dist-tags': { latest: '1.0.0' },
        versions: { '1.0.0': { name: 'mine', version: '1.0.0' } },
      }),
    });
    await expect(findPublished({ name: 'mine' }, withRegistry(address))).rejects.toThrow(/^The registry says nothing of npm:mine that/);
  });

  it('is not asked where there is no npm', async () => {
    const cwd = withRegistry('http://127.0.0.1:1');
    vi.stubEnv('PATH', cwd);
    await expect(findPublished({ name: 'mine' }, cwd)).rejects.toThrow(/^npm could not be asked for npm:mine\. Install npm, /);
  });

  it('is gone round by an installation', () => {
    expect(byHand({ name: 'mine', version: '1.2.0' })).toBe(
      'Check the connection, or install it first: npm install --no-save --ignore-scripts mine@1.2.0',
    );
  });
});
