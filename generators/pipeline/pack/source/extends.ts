import { existsSync, readdirSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Refusal, repeated } from '../../errors.js';
import { nearest } from '../../nearest.js';
import { type PackLayer, readLayer } from './layer.js';

/** Finds the folder of a pack by its id. */
export type FindPack = (id: string) => Promise<string | undefined>;

/** A layer, and how its files are named in problems: from the folder of the pack that is read. */
export interface NamedLayer extends PackLayer {
  readonly folder: string;
  readonly prefix: string;
}

/** A pack may extend a pack that extends a pack: so many in all. */
export const MOST_LEVELS = 4;

/**
 * Reads a pack's folder and the ones it extends.
 *
 * @param confined whether what it extends by a path has to be inside of the folder.
 * @returns the layers, from the one that was asked for down to the one that extends nothing.
 */
export async function readLayers(folder: string, findPack: FindPack, confined = false): Promise<NamedLayer[]> {
  const layers: NamedLayer[] = [];
  const seen: string[] = [];
  let next: string | undefined = folder;
  while (next !== undefined) {
    if (!existsSync(join(next, 'pack.yml'))) throw new Refusal(`There is no pack.yml in ${next}`, remedyIn(next));
    const real = await realpath(next);
    const above = layers.at(-1);
    if (above !== undefined && seen.includes(real)) throw circle(above, [...seen, real]);
    if (above !== undefined && seen.length === MOST_LEVELS)
      throw new Refusal(
        `${placeOf(above)}: The pack ${folder} extends more than ${MOST_LEVELS - 1} packs in a row`,
        'Let it extend an earlier one',
      );
    seen.push(real);
    const layer = readLayer(next);
    layers.push({ ...layer, folder: next, prefix: next === folder ? '' : `${relative(folder, next).replaceAll('\\', '/')}/` });
    next = await baseFolder(layer, next, findPack, confined ? folder : undefined);
  }
  return layers;
}

/** Somebody may have written `pack.yaml`. */
function remedyIn(folder: string): string {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const misnamed = isFolder ? nearest('pack.yml', readdirSync(folder)) : undefined;
  return misnamed === undefined ? 'Name the folder of a pack' : `Rename ${misnamed} to pack.yml`;
}

async function baseFolder({ pack }: PackLayer, folder: string, findPack: FindPack, within?: string): Promise<string | undefined> {
  const base = isMap(pack.value) ? pack.value['extends'] : undefined;
  if (typeof base !== 'string') return undefined;
  const isPath = /[/\\]|^\.+$/.test(base);
  const found = isPath ? resolve(folder, base) : await findPack(base);
  if (isPath && within !== undefined && !(await isInside(within, resolve(folder, base))))
    throw new Refusal(
      `${placeOf({ pack, prefix: '' })}: The pack extends what is outside of its own folder`,
      'Its author freezes it (mlops pack freeze), or puts that into the folder',
    );
  if (found !== undefined && existsSync(join(found, 'pack.yml'))) return found;
  throw new Refusal(
    `${placeOf({ pack, prefix: '' })}: There is no pack "${repeated(base)}" to extend`,
    'Name a pack that came with the generator, or a folder (../my-pack)',
  );
}

/** Whether a folder is inside of another one, wherever links lead. */
async function isInside(folder: string, inner: string): Promise<boolean> {
  if (!existsSync(inner)) return false;
  const way = relative(await realpath(folder), await realpath(inner));
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

/** Where a layer says what it extends. */
function placeOf({ pack, prefix }: Pick<NamedLayer, 'pack' | 'prefix'>): string {
  return `${prefix}${pack.file}:${pack.lineOf(['extends']) ?? 1}`;
}

function circle(layer: NamedLayer, seen: readonly string[]): Refusal {
  return new Refusal(`${placeOf(layer)}: The pack extends itself: ${seen.join(' extends ')}`, 'Let one of them extend nothing');
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
