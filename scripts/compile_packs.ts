import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packUp } from '../generators/pipeline/pack/library/packed.js';
import { readPackFolder } from '../generators/pipeline/pack/source/folder.js';

/** One line of the list of shipped packs. */
interface IndexEntry {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly digest: string;
  readonly file: string;
}

/**
 * Compiles every pack of a folder into one file each, and lists them, the newest last.
 *
 * @param templatesDir holds one folder for each pack.
 * @param outDir gets `<id>.pack` for each and `index.json`.
 */
export async function compilePacks(templatesDir: string, outDir: string): Promise<readonly IndexEntry[]> {
  const folders = (await readdir(templatesDir)).filter((name) => existsSync(join(templatesDir, name, 'pack.yml')));
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const index: IndexEntry[] = [];
  for (const folder of folders.sort(compareIds)) {
    const pack = await readPackFolder(join(templatesDir, folder), (id) =>
      Promise.resolve(folders.includes(id) ? join(templatesDir, id) : undefined),
    );
    if (pack.id !== folder) throw new Error(`The folder ${folder} holds the pack ${pack.id}: give both one name`);
    const file = `${pack.id}.pack`;
    const { bytes, digest } = packUp(pack);
    await writeFile(join(outDir, file), bytes);
    index.push({ id: pack.id, title: pack.title, revision: pack.revision, digest, file });
  }
  await writeFile(join(outDir, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}

/** Years by number, everything else by name and before them. */
function compareIds(a: string, b: string): number {
  return Number(/^\d+/.test(a)) - Number(/^\d+/.test(b)) || a.localeCompare(b, 'en', { numeric: true });
}
