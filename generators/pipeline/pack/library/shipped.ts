import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, repeated } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { CompiledTemplate } from '../../template/run.js';
import type { Pack } from '../pack.js';
import { isAddress } from '../remote/address.js';
import { installedFolder } from '../remote/installed.js';
import { isPackage, isPackageName, type PackageName, readPackageName, shownPackage } from '../remote/package_name.js';
import { trustedPack } from './trusted.js';

/** A pack with what a project records of it. */
export interface LoadedPack {
  readonly pack: Pack;
  /** What `.mlops/pack` holds. */
  readonly bytes: Buffer;
  readonly digest: string;
  /** Whether it came with the generator: only then is anything run after the writing. */
  readonly shipped: boolean;
  /** The check of its templates was put off until one is rendered. */
  readonly postponed?: true;
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
  const index = join(packsFolder(), 'index.json');
  if (!existsSync(index)) throw new Refusal('dist/packs is missing', 'Install generator-mlops again; in a clone of it: npm run build');
  return JSON.parse(readFileSync(index, 'utf8')) as readonly ShippedPack[];
}

/** The newest course year. */
export function newestPack(): LoadedPack {
  const newest = shippedPacks().at(-1);
  if (newest === undefined) throw new Refusal('This installation has no pack', 'Install generator-mlops again');
  return loadShipped(newest);
}

/**
 * Finds the pack that `--pack` names: a shipped year, a folder, a packed file, the address of one, or a package of npm.
 *
 * @param reference as it was given; a folder or file is looked up from `cwd`.
 * @param carried the pack that the project carries: a packed file that is this very one brings nothing new.
 */
export async function findPack(reference: string, cwd: string, carried?: LoadedPack): Promise<LoadedPack> {
  const shipped = shippedPacks().find(({ id }) => id === reference);
  if (shipped !== undefined) return loadShipped(shipped);
  const named = packageNamed(reference, cwd);
  if (named !== undefined) {
    const { withPackage } = await import('../remote/npm_package.js');
    return withPackage(named, cwd, (folder) => loadFolder(folder, shownPackage(named)));
  }
  const bytes = await packedBytes(reference, cwd, carried);
  if (bytes === undefined) return loadFolder(resolve(cwd, reference));
  return carried?.bytes.equals(bytes) === true ? carried : carriedPack(bytes);
}

/** The package that `--pack` names: without `npm:` only one that is installed, so that a mistyped year fetches nothing of a stranger. */
function packageNamed(reference: string, cwd: string): PackageName | undefined {
  if (isPackage(reference)) return readPackageName(reference);
  if (!isPackageName(reference) || existsSync(resolve(cwd, reference))) return undefined;
  return installedFolder({ name: reference }, cwd) === undefined ? undefined : { name: reference };
}

/** The packed file that `--pack` names, from the disk or from an address; nothing where it names a folder. */
async function packedBytes(reference: string, cwd: string, carried?: LoadedPack): Promise<Buffer | undefined> {
  if (isAddress(reference)) return (await import('./pinned.js')).fetchPinned(reference, carried);
  const path = resolve(cwd, reference);
  if (!existsSync(path)) throw unknownPack(reference);
  if (statSync(path).isDirectory()) return undefined;
  if (basename(path) === 'pack.yml')
    throw new Refusal(`${reference} is one file of a pack`, `Name its folder: --pack ${dirname(reference)}`);
  return (await import('./packed_file.js')).readPackedFile(path, reference);
}

/**
 * Finds the folder that a pack is written in, by what `--pack` would name: that of a shipped year, or a folder itself.
 *
 * @throws Refusal where there is none, as for a packed file.
 */
export function findPackFolder(reference: string, cwd: string): string {
  const shipped = shippedPacks().some(({ id }) => id === reference) ? templateFolder(reference) : undefined;
  if (shipped !== undefined) return shipped;
  if (isAddress(reference) || isPackage(reference))
    throw new Refusal('What is elsewhere has no folder to work on', 'Name the folder of a pack, or a year');
  const path = resolve(cwd, reference);
  if (!existsSync(path)) throw unknownPack(reference);
  if (statSync(path).isDirectory()) return path;
  throw new Refusal(`${repeated(reference)} is a file, not the folder of a pack`, 'Name the folder that it was made from');
}

/** Reads a pack from its one file. One that is not an installed pack is validated before it is used. */
export async function carriedPack(bytes: Buffer): Promise<LoadedPack> {
  return installedPack(bytes) ?? foreignPack(bytes, {});
}

/** The same for the pack of a project, from which it was rendered before: its templates are not checked before one is rendered. */
export async function projectPack(bytes: Buffer): Promise<LoadedPack> {
  return installedPack(bytes) ?? { ...(await foreignPack(bytes, { postponed: true })), postponed: true };
}

/** The pack with this digest, where it came with the generator. */
export function shippedWith(digest: string): LoadedPack | undefined {
  const shipped = shippedPacks().find((pack) => pack.digest === digest);
  return shipped === undefined ? undefined : loadShipped(shipped);
}

/** The later revision of the same pack, where one came with the generator. */
export function laterRevision({ id, revision }: Pack): Pack | undefined {
  const later = shippedPacks().find((pack) => pack.id === id && pack.revision > revision);
  return later === undefined ? undefined : loadShipped(later).pack;
}

/** What the build made of the templates of a pack that came with the generator, by their origins. */
export function compiledTemplates({ pack }: LoadedPack): Readonly<Record<string, CompiledTemplate>> {
  const compiled: Readonly<Record<string, CompiledTemplate>> = createRequire(import.meta.url)(join(packsFolder(), `${pack.id}.cjs`));
  return compiled;
}

async function foreignPack(bytes: Buffer, options: { readonly postponed?: boolean }): Promise<LoadedPack> {
  const { packDigest, packFromBytes } = await import('./packed.js');
  const pack = packFromBytes(bytes, options);
  return { pack, bytes, digest: packDigest(pack), shipped: false };
}

function installedPack(bytes: Buffer): LoadedPack | undefined {
  const isIt = (path: string): boolean => statSync(path).size === bytes.length && readFileSync(path).equals(bytes);
  const shipped = shippedPacks().find(({ file }) => isIt(join(packsFolder(), file)));
  return shipped === undefined ? undefined : loadShipped(shipped);
}

const loaded = new Map<string, LoadedPack>();

/** A run needs the newest pack for its flags and once more for its project: it is read once. */
function loadShipped({ id, file, digest }: ShippedPack): LoadedPack {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(join(packsFolder(), file));
  // The build lays the unpacked pack beside it: neither zlib nor the time to unpack it is needed (bench/).
  const pack = { pack: trustedPack(JSON.parse(readFileSync(join(packsFolder(), `${id}.json`), 'utf8'))), bytes, digest, shipped: true };
  loaded.set(file, pack);
  return pack;
}

/**
 * Reads a pack from its folder.
 *
 * @param elsewhere what it is called where the folder is not the person's own: then it extends nothing outside of the folder.
 */
async function loadFolder(folder: string, elsewhere?: string): Promise<LoadedPack> {
  const { packUp } = await import('./packed.js');
  const { readPackFolder } = await import('../source/folder.js');
  const pack = await readPackFolder(folder, shippedFolder, elsewhere);
  return { pack, ...packUp(pack), shipped: false };
}

function unknownPack(reference: string): Refusal {
  const ids = shippedPacks().map(({ id }) => id);
  const near = nearest(reference, ids);
  const known = `Use one of ${ids.join(', ')}, or the path of a pack's folder`;
  return new Refusal(`There is no pack "${repeated(reference)}"`, near === undefined ? known : `Did you mean ${near}? ${known}`);
}

/** The same as {@link templateFolder}, as those want it who read a pack that extends others. */
export function shippedFolder(id: string): Promise<string | undefined> {
  return Promise.resolve(templateFolder(id));
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
export function installation(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
