import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { packUp } from '../../../../generators/pipeline/pack/library/packed.js';
import { fetchPinned } from '../../../../generators/pipeline/pack/library/pinned.js';
import { readPack } from '../../../packs/pack_folder.js';
import { FOLDER } from '../fixture.js';
import { startHost } from '../remote/host.js';

const OTHER = '0'.repeat(64);

it('a pack is fetched where its digest is the one that mlops pack freeze printed', async () => {
  const { bytes, digest } = packUp(await readPack(FOLDER));
  const { address } = await startHost({ '/my.pack': bytes });
  expect(await fetchPinned(`${address}/my.pack#sha256-${digest}`)).toEqual(bytes);
});

it('how it was compressed makes no difference: the digest is of what it holds', async () => {
  const { bytes, digest } = packUp(await readPack(FOLDER));
  const weaker = gzipSync((await import('node:zlib')).gunzipSync(bytes), { level: 1 });
  const { address } = await startHost({ '/my.pack': weaker });
  expect(await fetchPinned(`${address}/my.pack#sha256-${digest}`)).toEqual(weaker);
});

it('a digest that does not match is said, with both, before anything is read as a pack', async () => {
  const { address } = await startHost({ '/my.pack': gzipSync('{ "no": JSON') });
  await expect(fetchPinned(`${address}/my.pack#sha256-${OTHER}`)).rejects.toThrow(
    new RegExp(
      `^The pack at ${address}/my\\.pack is not the one that was asked for: its digest is [0-9a-f]{64}, and not ${OTHER}\\. ` +
        'Ask who hands it out which of the two is right\\. Nothing was written\\.$',
    ),
  );
});

it('a page about a pack is none, and neither is a file that fills the memory', async () => {
  const { address } = await startHost({ '/page': '<html>', '/bomb': gzipSync(Buffer.alloc(65 * 1024 * 1024)) });
  await expect(fetchPinned(`${address}/page#sha256-${OTHER}`)).rejects.toThrow(
    `What is at ${address}/page is no packed pack. Name the address of the file itself, as mlops pack freeze wrote it.`,
  );
  await expect(fetchPinned(`${address}/bomb#sha256-${OTHER}`)).rejects.toThrow(/takes more than 64 MB when it is unpacked/);
});

it('nothing is fetched where the project carries the very pack already', async () => {
  const carried = packUp(await readPack(FOLDER));
  expect(await fetchPinned(`https://nowhere.invalid/my.pack#sha256-${carried.digest}`, carried)).toBe(carried.bytes);
});
