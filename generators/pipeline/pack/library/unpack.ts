import { gunzipSync } from 'node:zlib';
import { Refusal } from '../../errors.js';
import { ENGINE } from '../pack.js';
import { RESTORE } from './trusted.js';

/** What a pack may be when it is unpacked: ours is far below, and an attack on the memory far above. */
const LARGEST = 64 * 1024 * 1024;
/** A pack that is larger than this when it is unpacked takes memory that is worth saving; ours are below that too. */
const LARGE = 1024 * 1024;
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
  try {
    const unpacked = gunzipSync(bytes, { maxOutputLength: LARGEST });
    if (unpacked.length > LARGE) spareMemory();
    return JSON.parse(unpacked.toString());
  } catch (error) {
    throw new Refusal(`The packed pack cannot be read: ${error instanceof Error ? error.message : String(error)}`, RESTORE);
  }
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
