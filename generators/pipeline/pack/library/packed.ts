import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Refusal } from '../../errors.js';
import { checkAllButTemplates, checkPack } from '../check/check.js';
import type { Pack } from '../pack.js';
import { BrokenPack } from '../problem.js';
import { isPack, shapeFault } from './shape.js';
import { RESTORE, trustedPack } from './trusted.js';
import { unpack } from './unpack.js';

/** The byte of a gzip header that names the operating system, and its value for "unknown". */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
/** Maps of a pack whose order means something: it is the order in which people see them. */
const ORDERED = new Set(['course', 'modules', 'groups', 'presets']);

/** A pack as one file. The same pack gives the same bytes. */
export function packBytes(pack: Pack): Buffer {
  const bytes = gzipSync(canonicalJson(pack), { level: 9 });
  bytes[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return bytes;
}

/** What identifies a pack: the digest of its content, however it is compressed. */
export function packDigest(pack: Pack): string {
  return createHash('sha256').update(canonicalJson(pack)).digest('hex');
}

/**
 * Reads a pack from its one file.
 *
 * @param options.trusted for packs that came with the generator, which were checked when it was built.
 * @param options.postponed for the pack that a project carries already: its templates are checked before one is rendered.
 * @throws Refusal where the file is damaged, where it needs a newer generator, or where the pack is broken.
 */
export function packFromBytes(bytes: Uint8Array, options: { readonly trusted?: boolean; readonly postponed?: boolean } = {}): Pack {
  const value = unpack(bytes);
  if (options.trusted === true) return trustedPack(value);
  if (!isPack(value)) throw new Refusal(`The packed pack has another shape at "${shapeFault(value) ?? ''}"`, RESTORE);
  const problems = options.postponed === true ? checkAllButTemplates(value) : checkPack(value);
  if (problems.length > 0) throw new BrokenPack(value.id, problems);
  return value;
}

/** JSON with the keys of every record in order of the alphabet, and the keys of ordered maps as they are. */
function canonicalJson(pack: Pack): string {
  return JSON.stringify(pack, (key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || ORDERED.has(key)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
