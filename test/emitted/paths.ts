import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository: the nearest one above this program that has a package.json. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
/** The folder of these checks, which is not where the bundled program lies. */
export const EMITTED = join(ROOT, 'test', 'emitted');

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}
