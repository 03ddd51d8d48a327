import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packUp } from '../generators/pipeline/pack/library/packed.js';
import { type Pack, questionsOf } from '../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../generators/pipeline/pack/source/folder.js';
import { typesOf } from '../generators/pipeline/pack/template_names.js';
import { compiledBody } from '../generators/pipeline/template/compile.js';
import { parseFile } from '../generators/pipeline/template/parse.js';

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
 * @param outDir gets for each `<id>.pack`, the same unpacked as `<id>.json`, its templates as `<id>.cjs`, and what it asks as
 *   `<id>.questions.json`; and `index.json`.
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
    await writeFile(join(outDir, `${pack.id}.json`), inAscii(gunzipSync(bytes).toString('utf8')));
    await writeFile(join(outDir, `${pack.id}.cjs`), inAscii(templatesModule(pack)));
    await writeFile(join(outDir, `${pack.id}.questions.json`), inAscii(JSON.stringify(questionsOf(pack))));
    index.push({ id: pack.id, title: pack.title, revision: pack.revision, digest, file });
  }
  await writeFile(join(outDir, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}

/** A module of the pack's templates, by their origins: what ejs makes of each, so that a run needs neither ejs nor our parser. */
function templatesModule(pack: Pack): string {
  const types = typesOf(pack);
  const templates = pack.stages.flatMap(({ files, parts }) => [...files.filter(({ template }) => template === true), ...parts]);
  const functions = templates.map((file) => {
    return `${JSON.stringify(file.origin)}: function (it) {\n${compiledBody(parseFile(file), types)}},\n`;
  });
  return `'use strict';\nmodule.exports = {\n__proto__: null,\n${functions.join('')}};\n`;
}

/** The same JSON, or program with such letters in its literals only, in letters that need no decoding: that is a fifth of the time to load it. */
function inAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Years by number, everything else by name and before them. */
function compareIds(a: string, b: string): number {
  return Number(/^\d+/.test(a)) - Number(/^\d+/.test(b)) || a.localeCompare(b, 'en', { numeric: true });
}
