import { gunzipSync } from 'node:zlib';
import type { ReadEntry } from 'tar';
import { Refusal, repeated } from '../../errors.js';
import { ancestors } from '../../tree.js';
import { verifyEmittedPath } from '../check/path.js';
import { inMb, LARGEST_PACK, MOST_FILES } from '../size.js';

/** A file of a package. */
export interface PackedFile {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

/** Where the name of the format stands in a tar file. */
const MAGIC = [257, 262] as const;
const ASK = 'Ask the author of the package';

/**
 * Reads the files of a package from its one file, in memory. Each is a plain file at a plain path below the folder that npm puts all of
 * them into; everything else is refused.
 *
 * @param named what the package is called in a sentence.
 */
export async function readTarball(bytes: Buffer, named: string): Promise<ReadonlyMap<string, PackedFile>> {
  const archive = unzip(bytes, named);
  try {
    const files = new Map(await entriesOf(archive, named));
    verifyFolders(files, named);
    return files;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`The file of ${named} is damaged`, ASK);
  }
}

async function entriesOf(archive: Buffer, named: string): Promise<[string, PackedFile][]> {
  const { Parser } = await import('tar');
  const files: Promise<[string, PackedFile]>[] = [];
  const folded = new Set<string>();
  let entries = 0;
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({ strict: true, brotli: false, zstd: false });
    parser.on('error', reject);
    parser.on('end', resolve);
    parser.on('entry', (entry: ReadEntry) => {
      entries += 1;
      const path = attempt(() => (entries > MOST_FILES ? tooMany(named) : pathOf(entry, named, folded)));
      if (path instanceof Refusal) return parser.abort(path);
      if (path === undefined) return void entry.resume();
      files.push(contentOf(entry, path));
    });
    parser.end(archive);
  });
  return Promise.all(files);
}

async function contentOf(entry: ReadEntry, path: string): Promise<[string, PackedFile]> {
  return [path, { bytes: await entry.concat(), executable: ((entry.mode ?? 0) & 0o111) !== 0 }];
}

function unzip(bytes: Buffer, named: string): Buffer {
  const archive = unzipped(bytes, named);
  // The parser would unzip once more what is zipped twice, without a bound.
  if (archive.subarray(...MAGIC).toString('latin1') === 'ustar' && /^[\w./@-]/.test(archive.subarray(0, 1).toString('latin1')))
    return archive;
  throw new Refusal(`The file of ${named} is not what npm makes`, ASK);
}

function unzipped(bytes: Buffer, named: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_PACK });
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (isLarge) throw new Refusal(`${named} takes more than ${inMb(LARGEST_PACK)} when it is unpacked, and no pack does`, ASK);
    throw new Refusal(`The file of ${named} is damaged`, ASK);
  }
}

/** The path of a file in its package; nothing for a folder. */
function pathOf({ type, path }: ReadEntry, named: string, folded: Set<string>): string | undefined {
  const at = `${named}: ${repeated(path, 200)}`;
  if (type === 'Directory') return undefined;
  if (type !== 'File' && type !== 'OldFile') throw new Refusal(`${at} is not a plain file: a link in a package could lead out of it`, ASK);
  const below = path.slice(path.indexOf('/') + 1);
  if (!path.includes('/') || path.startsWith('/')) throw new Refusal(`${at} stands outside of the package`, ASK);
  verifyEmittedPath(below);
  const fold = below.normalize('NFC').toLowerCase();
  if (folded.has(fold)) throw new Refusal(`${at} is there twice`, ASK);
  folded.add(fold);
  return below;
}

function verifyFolders(files: ReadonlyMap<string, PackedFile>, named: string): void {
  const clash = [...files.keys()].flatMap(ancestors).find((folder) => files.has(folder));
  if (clash !== undefined) throw new Refusal(`${named}: ${clash} is a file and a folder`, ASK);
}

function tooMany(named: string): Refusal {
  return new Refusal(`${named} has more than ${MOST_FILES} files and folders, and no pack does`, ASK);
}

/** What the parser calls must not throw: it would go on with half of an entry. */
function attempt<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
