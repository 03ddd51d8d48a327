import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PathPolicy } from '../../change.js';

/**
 * The person's modules that new ones would hide: Python takes `schemas.py` before a folder `schemas` that has no `__init__.py`, and
 * nothing in that can be imported any more.
 *
 * @param modules new ones of ours.
 * @param ours every rendered path.
 */
export function findHidden(root: string, modules: readonly string[], ours: ReadonlySet<string>): ReadonlyMap<string, PathPolicy['clash']> {
  const hidden = modules.flatMap((path) => {
    const folder = path.replace(/\.py$/, '');
    const other = firstModule(root, folder, ours);
    const because = `Python would not find ${other} any more, as a module comes before a folder of its name`;
    return other === undefined ? [] : [[path, { with: [other], because }] as const];
  });
  return new Map(hidden);
}

/** A module of the person in a folder or below it. What is a package is found by the merge itself. */
function firstModule(root: string, folder: string, ours: ReadonlySet<string>): string | undefined {
  const entries = listFolder(join(root, folder));
  if (entries.some(({ name }) => name === '__init__.py')) return undefined;
  const own = entries.find((entry) => entry.isFile() && entry.name.endsWith('.py') && !ours.has(`${folder}/${entry.name}`));
  if (own !== undefined) return `${folder}/${own.name}`;
  const folders = entries.filter((entry) => entry.isDirectory() && /^[a-z]\w*$/i.test(entry.name));
  return folders.map(({ name }) => firstBelow(root, `${folder}/${name}`, ours)).find((path) => path !== undefined);
}

/** A folder below may be a package: it is hidden with the one above. */
function firstBelow(root: string, folder: string, ours: ReadonlySet<string>): string | undefined {
  const isPackage = listFolder(join(root, folder)).some(({ name }) => name === '__init__.py');
  return isPackage ? `${folder}/__init__.py` : firstModule(root, folder, ours);
}

function listFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Most often it is not there.
    return [];
  }
}
