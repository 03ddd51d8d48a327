import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { holdSignals } from '../../commit/signals.js';
import { Interruption, Refusal } from '../../errors.js';
import { LARGEST_PACK } from '../size.js';
import { download } from './download.js';
import { installedFolder, installedVersion } from './installed.js';
import { type PackageName, shownPackage } from './package_name.js';
import { byHand, findPublished, type PublishedPackage } from './registry.js';
import { type PackedFile, readTarball } from './tarball.js';

const PATIENCE_MS = 120_000;

/** Does something with the folder of a package, whose name and version are those that were found. */
type Read<T> = (folder: string, found: PackageName) => Promise<T>;

/**
 * Finds a package of npm and does something with its folder: the one that is installed here, as `npx` does, because somebody has chosen
 * its version; else the one of the registry, in a folder of its own for as long as it is read. Nothing of the package is run, neither its
 * scripts nor its code.
 *
 * @param read what is done with the folder.
 */
export async function withPackage<T>(named: PackageName, cwd: string, read: Read<T>): Promise<T> {
  const installed = installedFolder(named, cwd);
  if (installed !== undefined) {
    if (!existsSync(join(installed, 'pack.yml'))) throw noPack(named);
    const version = installedVersion(installed);
    return read(installed, { name: named.name, ...(version === undefined ? {} : { version }) });
  }
  const published = await findPublished(named, cwd);
  const bytes = await fetchPublished(published);
  const files = await readTarball(bytes, shownPackage(published));
  if (!files.has('pack.yml')) throw noPack(published);
  return inFolder(files, (folder) => read(folder, published));
}

async function fetchPublished(published: PublishedPackage): Promise<Buffer> {
  const { tarball, integrity } = published;
  const bytes = await download(tarball, { bytes: LARGEST_PACK, milliseconds: PATIENCE_MS }).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal(error.fact, byHand(published)) : error;
  });
  const known = integrity.split(/\s+/).flatMap((word) => /^(sha512)-([A-Za-z0-9+/]{86}==)/.exec(word)?.[2] ?? []);
  if (known.includes(createHash('sha512').update(bytes).digest('base64'))) return bytes;
  throw new Refusal(
    `The file of ${shownPackage(published)} is not the one that the registry describes: its digest (sha512) is another one`,
    'Run the command again, or ask the author of the package. Nothing was written',
  );
}

/** What is fetched lies outside of the project, and is gone when it was read, also where a signal asks the process to end meanwhile. */
async function inFolder<T>(files: ReadonlyMap<string, PackedFile>, read: (folder: string) => Promise<T>): Promise<T> {
  const signals = holdSignals();
  try {
    const result = await unpacked(files, read);
    const exitCode = await signals.received();
    if (exitCode !== undefined) throw new Interruption(exitCode);
    return result;
  } finally {
    signals.release();
  }
}

async function unpacked<T>(files: ReadonlyMap<string, PackedFile>, read: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-npm-'));
  try {
    for (const [path, { bytes, executable }] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes, { mode: executable ? 0o755 : 0o644, flag: 'wx' });
    }
    return await read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function noPack(named: PackageName): Refusal {
  return new Refusal(`${shownPackage(named)} is a package without a pack: there is no pack.yml in it`, 'Check the name');
}
