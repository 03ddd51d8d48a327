import { describe, expect, it } from 'vitest';
import { download } from '../../../../generators/pipeline/pack/remote/download.js';
import { leadTo, startHost } from './host.js';

const BOUNDS = { bytes: 1024 * 1024, milliseconds: 20_000 };
const BY_HAND = 'Check the address and the connection, or download the file yourself and name it: --pack my.pack.';

describe('what is at an address', () => {
  it('is fetched as it is', async () => {
    const { address } = await startHost({ '/my.pack': Buffer.from([0, 255, 1]) });
    expect(await download(new URL('/my.pack', address), BOUNDS)).toEqual(Buffer.from([0, 255, 1]));
  });

  it('is fetched from where it has moved to', async () => {
    const { address, asked } = await startHost({ '/a': leadTo('/b', 301), '/b': leadTo('c'), '/c': 'here' });
    expect(String(await download(new URL('/a', address), BOUNDS))).toBe('here');
    expect(asked).toEqual(['/a', '/b', '/c']);
  });

  it.each([
    ['nothing', '/nowhere', `/nowhere answers 404 (Not Found). ${BY_HAND}`],
    ['an address that leads to itself', '/loop', `/loop leads to more than 5 other addresses. ${BY_HAND}`],
    ['an address that leads to one that is not encrypted', '/open', 'The address http://host.example/x?… is not encrypted. '],
    ['an address that leads to a file of this machine', '/file', 'A pack cannot be fetched from file: addresses. '],
    ['an address that leads to no address', '/strange', `/strange leads to what is no address. ${BY_HAND}`],
    ['a broken answer', '/broken', `/broken cannot be reached (the connection was cut off). ${BY_HAND}`],
    ['a server that asks who is there', '/closed', '/closed answers 401 (Unauthorized). '],
  ])('is refused: %s', async (_, path, says) => {
    const { address } = await startHost({
      '/loop': leadTo('/loop'),
      '/open': leadTo('http://host.example/x?token=secret'),
      '/file': leadTo('file:///etc/passwd'),
      '/strange': leadTo('https://[x'),
      '/broken': (_request, response) => void response.destroy(),
      '/closed': (_request, response) => void response.writeHead(401).end(),
    });
    await expect(download(new URL(path, address), BOUNDS)).rejects.toThrow(says.startsWith('/') ? `${address}${says}` : says);
  });

  it('is not fetched where it says that it is too large, and not to its end where it only is', async () => {
    const { address } = await startHost({
      '/says': (_, response) => void response.writeHead(200, { 'content-length': 2 ** 31 }).write('x'),
      '/is': (_, response) => {
        const write = (): void => void response.write(Buffer.alloc(256 * 1024), () => response.destroyed || write());
        write();
      },
    });
    for (const path of ['/says', '/is']) {
      await expect(download(new URL(path, address), BOUNDS)).rejects.toThrow(
        `What is at ${address}${path} is larger than 1 MB, and no pack is. Check the address.`,
      );
    }
  });

  it('is not waited for without end, neither for its beginning nor for its end', async () => {
    const { address } = await startHost({
      '/silent': () => {},
      '/slow': (_, response) => void response.writeHead(200).write('x'),
    });
    for (const path of ['/silent', '/slow']) {
      await expect(download(new URL(path, address), { ...BOUNDS, milliseconds: 40 })).rejects.toThrow(
        `${address}${path} did not send all of it in 1 s. ${BY_HAND}`,
      );
    }
  });

  it('is not there where nothing listens, and no reason repeats the query', async () => {
    const closed = new URL('http://127.0.0.1:1/my.pack?token=secret');
    await expect(download(closed, BOUNDS)).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:1\/my\.pack\?… cannot be reached \((?!.*secret).*\)\. Check the address/,
    );
  });
});
