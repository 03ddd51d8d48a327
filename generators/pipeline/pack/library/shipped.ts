import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { Pack } from '../pack.js';
import { packDigest, packFromBytes, packUp } from './packed.js';

/** A pack with what a project records of it. */
export interface LoadedPack {
  readonly pack: Pack;
  /** What `.mlops/pack` holds. */
  readonly bytes: Buffer;
  readonly digest: string;
  /** Whether it came with the generator: only then is anything run after the writing. */
  readonly shipped: boolean;
}

/** One line of the list of packs that came with the generator. */
interface ShippedPack {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly digest: string;
  readonly file: string;
}

/** The packs that came with the generator, oldest first. */
export function shippedPacks(): readonly ShippedPack[] {
  return JSON.parse(readFileSync(join(packsFolder(), 'index.json'), 'utf8')) as readonly ShippedPack[];
}

/** The newest course year. */
export function newestPack(): LoadedPack {
  const newest = shippedPacks().at(-1);
  if (newest === undefined) throw new Refusal('This installation has no pack', 'Install generator-mlops again');
  return loadShipped(newest);
}

/**
 * Finds the pack that `--pack` names: a shipped year, a folder, or a packed file.
 *
 * @param reference as it was given; a folder or file is looked up from `cwd`.
 */
export async function findPack(reference: string, cwd: string): Promise<LoadedPack> {
  const shipped = shippedPacks().find(({ id }) => id === reference);
  if (shipped !== undefined) return loadShipped(shipped);
  const path = resolve(cwd, reference);
  if (!existsSync(path)) throw unknownPack(reference);
  return statSync(path).isDirectory() ? loadFolder(path) : loadFile(readFileSync(path));
}

/** Reads a pack from its one file. One that is not an installed pack is validated before it is used. */
export function carriedPack(bytes: Buffer): LoadedPack {
  return installedPack(bytes) ?? remember(bytes, packFromBytes(bytes));
}

/** The same for the pack of a project, from which it was rendered before: its templates are not checked before one is rendered. */
export function projectPack(bytes: Buffer): LoadedPack {
  return installedPack(bytes) ?? remember(bytes, packFromBytes(bytes, { postponed: true }));
}

/** The pack with this digest, where it came with the generator. */
export function shippedWith(digest: string): LoadedPack | undefined {
  const shipped = shippedPacks().find((pack) => pack.digest === digest);
  return shipped === undefined ? undefined : loadShipped(shipped);
}

/** The last pack that did not come with the generator. */
let latest: LoadedPack | undefined;

/** A packed file that is the very one that the project carries brings nothing new. */
function loadFile(bytes: Buffer): LoadedPack {
  return latest?.bytes.equals(bytes) === true ? latest : carriedPack(bytes);
}

function remember(bytes: Buffer, pack: Pack): LoadedPack {
  latest = { pack, bytes, digest: packDigest(pack), shipped: false };
  return latest;
}

function installedPack(bytes: Buffer): LoadedPack | undefined {
  const shipped = shippedPacks().find(({ file }) => readFileSync(join(packsFolder(), file)).equals(bytes));
  return shipped === undefined ? undefined : loadShipped(shipped);
}

const loaded = new Map<string, LoadedPack>();

/** A run needs the newest pack for its flags and once more for its project: it is read once. */
function loadShipped({ file, digest }: ShippedPack): LoadedPack {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(join(packsFolder(), file));
  const pack = { pack: packFromBytes(bytes, { trusted: true }), bytes, digest, shipped: true };
  loaded.set(file, pack);
  return pack;
}

async function loadFolder(folder: string): Promise<LoadedPack> {
  const { readPackFolder } = await import('../source/folder.js');
  const pack = await readPackFolder(folder, (id) => Promise.resolve(templateFolder(id)));
  return { pack, ...packUp(pack), shipped: false };
}

function unknownPack(reference: string): Refusal {
  const ids = shippedPacks().map(({ id }) => id);
  const near = nearest(reference, ids);
  const known = `Use one of ${ids.join(', ')}, or the path of a pack's folder`;
  return new Refusal(`There is no pack "${reference}"`, near === undefined ? known : `Did you mean ${near}? ${known}`);
}

/** The source folder of a shipped pack, which a teacher's pack may extend. */
function templateFolder(id: string): string | undefined {
  const folder = join(installation(), 'templates', id);
  return existsSync(join(folder, 'pack.yml')) ? folder : undefined;
}

function packsFolder(): string {
  return join(installation(), 'dist', 'packs');
}

/** The folder of this package: the nearest one above this file that has a package.json. */
function installation(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
