import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Refusal } from '../../errors.js';
import { checkAllButTemplates, checkPack } from '../check/check.js';
import * as fields from '../fields.js';
import type { Pack } from '../pack.js';
import { BrokenPack } from '../problem.js';
import { faultsOf } from '../shape.js';
import { fileSizes, LARGEST_PACK, tooLarge } from '../size.js';
import { RESTORE, trustedPack } from './trusted.js';
import { unpack } from './unpack.js';
import { verifyValues } from './values.js';

/** The byte of a gzip header that names the operating system, and its value for "unknown". */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
/** Maps of a pack whose order means something: it is the order in which people see them. */
const ORDERED = new Set(['course', 'modules', 'groups', 'presets']);

/** A pack as one file, and what identifies it. The same pack gives the same bytes. */
export interface PackedPack {
  readonly bytes: Buffer;
  /** The digest of its content, however it is compressed. */
  readonly digest: string;
}

/**
 * Packs a pack.
 *
 * @throws Refusal where it is larger than what can be unpacked again.
 */
export function packUp(pack: Pack): PackedPack {
  const json = canonicalJson(pack);
  const size = Buffer.byteLength(json);
  if (size > LARGEST_PACK) throw tooLarge(size, fileSizes(pack));
  const bytes = gzipSync(json, { level: 9 });
  bytes[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return { bytes, digest: digestOf(json) };
}

/** Only the file of a packed pack. */
export function packBytes(pack: Pack): Buffer {
  return packUp(pack).bytes;
}

/** What identifies a pack: the digest of its content, however it is compressed. */
export function packDigest(pack: Pack): string {
  return digestOf(canonicalJson(pack));
}

function digestOf(json: string): string {
  return createHash('sha256').update(json).digest('hex');
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
  verifyValues(value);
  verifyShape(value);
  const problems = options.postponed === true ? checkAllButTemplates(value) : checkPack(value);
  if (problems.length > 0) throw new BrokenPack(value.id, problems);
  return value;
}

function verifyShape(value: unknown): asserts value is Pack {
  const [fault] = faultsOf(value, fields.pack, 1);
  if (fault === undefined) return;
  const path = fault.kind === 'missing' ? [...fault.path, fault.key] : fault.path;
  throw new Refusal(`The packed pack has an unknown form at "${path.join('.')}"`, RESTORE);
}

/** JSON with the keys of every record in order of the alphabet, and the keys of ordered maps as they are. */
function canonicalJson(pack: Pack): string {
  return JSON.stringify(sorted(pack, ''));
}

function sorted(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => sorted(item, ''));
  const entries = Object.entries(value);
  if (!ORDERED.has(key)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner, name)]));
}
