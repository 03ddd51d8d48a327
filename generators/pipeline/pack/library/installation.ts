import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The source folder of a shipped pack, which a teacher's pack may extend. */
export function templateFolder(id: string): string | undefined {
  const folder = join(installation(), 'templates', id);
  return existsSync(join(folder, 'pack.yml')) ? folder : undefined;
}

/** Where the build puts the packs that come with the generator. */
export function packsFolder(): string {
  return join(installation(), 'dist', 'packs');
}

/** The text of a file that the build made of a pack: it writes no other letters than those of ASCII. */
export function readBuilt(file: string): string {
  return readFileSync(join(packsFolder(), file), 'latin1');
}

/** The folder of this package: the nearest one above this file that has a package.json. */
export function installation(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
