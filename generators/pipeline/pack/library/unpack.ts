import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { Refusal, repeated } from '../../errors.js';
import { ENGINE } from '../pack.js';
import { LARGEST_PACK } from '../size.js';
import { RESTORE } from './trusted.js';

/** A pack that is larger than this when it is unpacked takes memory that is worth saving; ours are below that too. */
const LARGE = 1024 * 1024;

/** Whether a file begins as gzip does. */
export function isPacked(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The digest of what a packed file holds, however it is compressed; nothing of it is read as anything.
 *
 * @throws Refusal where the file is damaged.
 */
export function contentDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(unzipped(bytes)).digest('hex');
}

/**
 * What a packed file holds, not yet looked into.
 *
 * @throws Refusal where the file is damaged or needs a newer generator.
 */
export function unpack(bytes: Uint8Array): unknown {
  const value = parsed(bytes);
  const engine = engineOf(value);
  if (engine === undefined || engine <= ENGINE) return value;
  throw new Refusal(
    `The pack needs engine ${engine}, and this generator has engine ${ENGINE}`,
    'Install a newer generator: npm install --global generator-mlops@latest',
  );
}

function parsed(bytes: Uint8Array): unknown {
  const unpacked = unzipped(bytes);
  if (isDeep(unpacked)) throw unreadable('it is nested too deeply');
  if (unpacked.length > LARGE) spareMemory();
  try {
    return JSON.parse(unpacked.toString());
  } catch (error) {
    throw unreadable(error);
  }
}

/** Lists in lists may stand so deep in a pack; a parser takes a lot of memory for each that is open. */
const DEEPEST = 50;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

function isDeep(json: Buffer): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) at += byte === BACKSLASH ? 1 : 0;
    else if (OPENING.includes(byte)) depth += 1;
    else if (CLOSING.includes(byte)) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function unzipped(bytes: Uint8Array): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_PACK });
  } catch (error) {
    throw unreadable(error);
  }
}

/** A folder of that size would not have been packed: it was named by its largest file. */
function unreadable(error: unknown): Refusal {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
    const most = `${LARGEST_PACK / 1024 / 1024} MB`;
    return new Refusal(
      `The packed pack cannot be read: it takes more than ${most} when it is unpacked`,
      'Pack it without its largest file',
    );
  }
  return new Refusal(`The packed pack cannot be read: ${repeated(error instanceof Error ? error.message : String(error))}`, RESTORE);
}

/**
 * Keeps V8 from doubling the space for young objects again and again, as it does where many of them stay: here that makes nothing
 * faster, and takes a fifth of the memory (bench/).
 */
function spareMemory(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1');
}

function engineOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('engine' in value)) return undefined;
  return typeof value.engine === 'number' ? value.engine : undefined;
}
