import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { BrokenPack } from '../../generators/pipeline/pack/problem.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';

/** The files of a folder: content by path. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes a folder that is gone when the test is over. */
export function writeFolder(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Reads a pack from files; a pack that it extends is found below `packs/`. */
export async function readPack(files: Files, below = ''): Promise<Pack> {
  const folder = writeFolder(files);
  return readPackFolder(join(folder, below), (id) => Promise.resolve(join(folder, 'packs', id)));
}

/** What is wrong with a pack: `file:line: fact` for each problem. */
export async function problemsOf(files: Files, below = ''): Promise<string[]> {
  try {
    await readPack(files, below);
    return [];
  } catch (error) {
    if (!(error instanceof BrokenPack)) throw error;
    return error.problems.map(({ file, line, fact }) => `${file}:${line}: ${fact}`);
  }
}
