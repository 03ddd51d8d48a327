import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isVersion, type PackageName } from './package_name.js';

/** No `package.json` is larger. */
const LARGEST = 1024 * 1024;

/**
 * The folder of a package that is installed at or above a folder, where Node would find it. Nothing of it is loaded.
 *
 * @returns nothing where it is not installed, or only in another version than the one that was named.
 */
export function installedFolder({ name, version }: PackageName, cwd: string): string | undefined {
  for (let at = resolve(cwd); ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return version === undefined || versionIn(manifest) === version ? folder : undefined;
    if (dirname(at) === at) return undefined;
  }
}

/** The version of a package that is installed, by its folder; nothing where it says none. */
export function installedVersion(folder: string): string | undefined {
  const version = versionIn(join(folder, 'package.json'));
  return typeof version === 'string' && isVersion(version) ? version : undefined;
}

function versionIn(manifest: string): unknown {
  if (!statSync(manifest).isFile() || statSync(manifest).size > LARGEST) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
