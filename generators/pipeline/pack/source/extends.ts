import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Refusal } from '../../errors.js';
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
 * @returns the layers, from the one that was asked for down to the one that extends nothing.
 */
export async function readLayers(folder: string, findPack: FindPack): Promise<NamedLayer[]> {
  const layers: NamedLayer[] = [];
  const seen: string[] = [];
  let next: string | undefined = folder;
  while (next !== undefined) {
    if (!existsSync(join(next, 'pack.yml'))) throw new Refusal(`There is no pack.yml in ${next}`, 'Name the folder of a pack');
    const real = await realpath(next);
    if (seen.includes(real)) throw circle(folder, [...seen, real]);
    if (seen.length === MOST_LEVELS)
      throw new Refusal(`The pack ${folder} extends more than ${MOST_LEVELS - 1} packs in a row`, 'Let it extend an earlier one');
    seen.push(real);
    const layer = readLayer(next);
    layers.push({ ...layer, folder: next, prefix: next === folder ? '' : `${relative(folder, next).replaceAll('\\', '/')}/` });
    next = await baseFolder(layer, next, findPack);
  }
  return layers;
}

async function baseFolder({ pack }: PackLayer, folder: string, findPack: FindPack): Promise<string | undefined> {
  const base = isMap(pack.value) ? pack.value['extends'] : undefined;
  if (typeof base !== 'string') return undefined;
  const found = /[/\\]|^\.+$/.test(base) ? resolve(folder, base) : await findPack(base);
  if (found !== undefined && existsSync(join(found, 'pack.yml'))) return found;
  const line = pack.lineOf(['extends']) ?? 1;
  throw new Refusal(
    `${pack.file}:${line}: There is no pack "${base}" to extend`,
    'Name a pack that came with the generator, or a folder (../my-pack)',
  );
}

function circle(folder: string, seen: readonly string[]): Refusal {
  return new Refusal(`The pack ${folder} extends itself: ${seen.join(' extends ')}`, 'Let one of them extend nothing');
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
