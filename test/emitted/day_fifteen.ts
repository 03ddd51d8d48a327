import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Chance } from '../day_fifteen/chance.js';
import { editFiles } from '../day_fifteen/edits.js';

/** The generator's own, which people do not edit. */
const OURS = /^(\.git|\.mlops)(\/|$)|^\.yo-rc\.json$/;

/** Edits a repository as groups have edited theirs by day fifteen, so that it still works. */
export function editUntilDayFifteen(folder: string, packageName: string, seed: number): void {
  const before = readTexts(folder);
  const files = new Map(before);
  editFiles(files, { chance: new Chance(seed), packageName, isHarmless: true });
  for (const path of before.keys()) if (!files.has(path)) rmSync(join(folder, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (text !== before.get(path)) writeFileSync(join(folder, path), text);
  }
}

function readTexts(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = paths.filter((path) => !OURS.test(path) && statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
