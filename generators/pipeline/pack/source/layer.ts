import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../template/nodes.js';
import { readYaml, type YamlFile } from './yaml.js';

/** A file of a pack, as it lies in the folder. */
export interface SourceFile {
  /** From the folder of the pack. */
  readonly origin: string;
  readonly content: string;
  readonly binary: boolean;
  readonly executable: boolean;
}

/** The folder of one stage. Files and parts by their path below `files/` and `parts/`, in its emitted form. */
export interface StageLayer {
  readonly yaml: YamlFile | undefined;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
}

/** One folder of a pack, before it is laid over the one it extends. */
export interface PackLayer {
  readonly pack: YamlFile;
  readonly versions: string;
  readonly stages: ReadonlyMap<string, StageLayer>;
  readonly problems: readonly Problem[];
}

/** What programs leave in folders. */
const LITTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|__pycache__|.*\.pyc|.*~|\.(ruff|mypy|pytest)_cache|\.git|node_modules)$/;
/** A NUL among the first bytes makes a file binary. */
const EXAMINED = 8000;

/** Reads the folder of a pack. Nothing is followed, nothing is run. */
export async function readLayer(folder: string): Promise<PackLayer> {
  const problems: Problem[] = [];
  const pack = readYaml(await readText(folder, 'pack.yml'), 'pack.yml');
  const stages = new Map<string, StageLayer>();
  for (const entry of await list(folder)) {
    if (entry.isSymbolicLink()) problems.push(linkProblem(entry.name));
    if (!entry.isDirectory()) continue;
    const stage = await readStage(folder, entry.name, problems);
    if (stage !== undefined) stages.set(entry.name, stage);
  }
  const versions = await readText(folder, 'versions.txt');
  return {
    pack,
    versions,
    stages,
    problems: [...problems, ...pack.problems, ...[...stages.values()].flatMap(({ yaml }) => yaml?.problems ?? [])],
  };
}

async function readStage(folder: string, id: string, problems: Problem[]): Promise<StageLayer | undefined> {
  const entries = await list(join(folder, id));
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has('stage.yml') && !names.has('files') && !names.has('parts')) return undefined;
  for (const entry of entries) {
    const path = `${id}/${entry.name}`;
    if (entry.isSymbolicLink()) problems.push(linkProblem(path));
    else if (entry.isDirectory() && entry.name !== 'files' && entry.name !== 'parts') problems.push(strayFolder(path));
  }
  const isThere = (name: string): boolean => entries.some((entry) => entry.name === name && entry.isDirectory());
  const yaml = entries.some((entry) => entry.name === 'stage.yml' && entry.isFile())
    ? await readText(folder, `${id}/stage.yml`)
    : undefined;
  return {
    yaml: yaml === undefined ? undefined : readYaml(yaml, `${id}/stage.yml`),
    files: isThere('files') ? await readFiles(folder, `${id}/files`, problems) : new Map(),
    parts: isThere('parts') ? await readFiles(folder, `${id}/parts`, problems) : new Map(),
  };
}

async function readFiles(folder: string, root: string, problems: Problem[]): Promise<Map<string, SourceFile>> {
  const found = new Map<string, SourceFile>();
  const visit = async (below: string): Promise<void> => {
    for (const entry of await list(join(folder, root, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const origin = `${root}/${path}`;
      if (entry.isDirectory()) await visit(path);
      else if (!entry.isFile()) problems.push(linkProblem(origin));
      else if (found.has(emittedName(path))) problems.push(twice(origin, emittedName(path)));
      else found.set(emittedName(path), await readSource(folder, origin));
    }
  };
  await visit('');
  return found;
}

/** `dot.github/workflows` is `.github/workflows`: npm drops some of the files that begin with a dot. */
export function emittedName(path: string): string {
  return path.replace(/(^|\/)dot\.(?=[^/])/g, '$1.');
}

async function readSource(folder: string, origin: string): Promise<SourceFile> {
  const path = join(folder, origin);
  const [bytes, { mode }] = await Promise.all([readFile(path), stat(path)]);
  const binary = bytes.subarray(0, EXAMINED).includes(0) || !isUtf8(bytes);
  return {
    origin,
    content: binary ? bytes.toString('base64') : plainText(bytes.toString()),
    binary,
    executable: (mode & 0o111) !== 0,
  };
}

/** Text has line feeds only, however the pack was checked out. */
function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

async function readText(folder: string, name: string): Promise<string> {
  try {
    return plainText(await readFile(join(folder, name), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

async function list(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !LITTER.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function linkProblem(file: string): Problem {
  return {
    file,
    line: 1,
    fact: 'This is not a plain file: a link in a pack could lead out of it',
    remedy: 'Put the file itself there',
  };
}

function strayFolder(file: string): Problem {
  return {
    file,
    line: 1,
    fact: 'A stage has no folder of this name',
    remedy: 'Put what is emitted into files/ or parts/, and remove the folder',
  };
}

function twice(file: string, path: string): Problem {
  return {
    file,
    line: 1,
    fact: `Another file of this stage is emitted as ${path} too`,
    remedy: 'Keep one of dot.name and .name',
  };
}
