import { Refusal } from '../../errors.js';
import { readAddress, shownAddress } from '../remote/address.js';
import { download } from '../remote/download.js';
import { LARGEST_PACK } from '../size.js';
import type { PackedPack } from './packed.js';
import { contentDigest, isPacked } from './unpack.js';

const PATIENCE_MS = 120_000;

/**
 * The packed file at an address with a digest. What is fetched is no pack before its digest is the one that was given.
 *
 * @param carried the pack that the project carries: where it is the one with this digest, nothing is fetched.
 * @throws Refusal where something else is there.
 */
export async function fetchPinned(reference: string, carried?: PackedPack): Promise<Buffer> {
  const { url, digest } = readAddress(reference);
  if (carried?.digest === digest) return carried.bytes;
  const bytes = await download(url, { bytes: LARGEST_PACK, milliseconds: PATIENCE_MS });
  const at = shownAddress(url);
  if (!isPacked(bytes))
    throw new Refusal(`What is at ${at} is no packed pack`, 'Name the address of the file itself, as mlops pack freeze wrote it');
  const found = contentDigest(bytes);
  if (found === digest) return bytes;
  throw new Refusal(
    `The pack at ${at} is not the one that was asked for: its digest is ${found}, and not ${digest}`,
    'Ask who hands it out which of the two is right. Nothing was written',
  );
}
