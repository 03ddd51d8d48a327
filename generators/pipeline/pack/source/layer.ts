import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean, nearest } from '../../nearest.js';
import type { Problem } from '../../template/nodes.js';
import { linkProblem, type SourceFile, SourceReader } from './reader.js';
import { readYaml, type YamlFile } from './yaml.js';

/** The folder of one stage. Files and parts by their path below `files/` and `parts/`, in its emitted form. */
export interface StageLayer {
  readonly yaml: YamlFile | undefined;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
  /** Whether its settings were found and read: else what they lack is no news. */
  readonly whole: boolean;
}

/** One folder of a pack, before it is laid over the one it extends. */
export interface PackLayer {
  readonly pack: YamlFile;
  readonly versions: string;
  readonly importNames: string;
  readonly stages: ReadonlyMap<string, StageLayer>;
  readonly problems: readonly Problem[];
}

/** What programs leave in folders: systems, editors, compilers, caches. */
const LITTER =
  /^(\.DS_Store|Thumbs\.db|desktop\.ini|.*~|\..*\.sw[a-z]|\.#.*|#.*#|\.~lock\..*#|__pycache__|.*\.pyc|\.(ruff|mypy|pytest)_cache|\.git|node_modules)$/;
/** What a pack is made of, at its top and in a stage. */
const PACK_ENTRIES = ['pack.yml', 'versions.txt', 'import_names.txt'];
const STAGE_ENTRIES = ['stage.yml', 'files', 'parts'];
/** What may lie beside it, for people and for what carries the pack. */
const BESIDE = /^(\..*|.*\.md|licen[cs]e.*|notice.*|package\.json)$/i;

/**
 * Reads the folder of a pack. Nothing is followed, nothing is run. The files are read one after the other, and synchronously: they are
 * many and small, and each promise of a file costs more than its bytes.
 */
export function readLayer(folder: string): PackLayer {
  const problems: Problem[] = [];
  const sources = new SourceReader(folder);
  const pack = readYaml(sources.document('pack.yml'), 'pack.yml');
  const stages = new Map<string, StageLayer>();
  for (const entry of list(folder)) {
    sources.count(entry.name);
    if (isStrange(entry)) problems.push(linkProblem(entry.name));
    if (entry.isFile() && !PACK_ENTRIES.includes(entry.name) && !BESIDE.test(entry.name))
      problems.push(strayFile(entry.name, PACK_ENTRIES));
    if (!entry.isDirectory()) continue;
    const stage = readStage(sources, entry.name, problems);
    if (stage !== undefined) stages.set(entry.name, stage);
    else problems.push(...slipsIn(folder, entry.name));
  }
  return {
    pack,
    versions: sources.document('versions.txt'),
    importNames: sources.document('import_names.txt'),
    stages,
    problems: [...problems, ...pack.problems, ...[...stages.values()].flatMap(({ yaml }) => yaml?.problems ?? [])],
  };
}

function readStage(sources: SourceReader, id: string, problems: Problem[]): StageLayer | undefined {
  const entries = list(join(sources.folder, id));
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has('stage.yml') && !names.has('files') && !names.has('parts')) return undefined;
  for (const entry of entries) {
    const path = `${id}/${entry.name}`;
    sources.count(path);
    if (isStrange(entry)) problems.push(linkProblem(path));
    else if (entry.isDirectory() && !STAGE_ENTRIES.includes(entry.name)) problems.push(strayFolder(path));
    else if (entry.isFile() && !STAGE_ENTRIES.includes(entry.name) && !BESIDE.test(entry.name))
      problems.push(strayFile(path, STAGE_ENTRIES));
  }
  const isThere = (name: string): boolean => entries.some((entry) => entry.name === name && entry.isDirectory());
  const isDocument = entries.some((entry) => entry.name === 'stage.yml' && entry.isFile());
  const yaml = isDocument ? readYaml(sources.document(`${id}/stage.yml`), `${id}/stage.yml`) : undefined;
  const isMisnamed = !isDocument && [...names].some((name) => nearest(name, STAGE_ENTRIES) === 'stage.yml');
  return {
    yaml,
    whole: !isMisnamed && (yaml === undefined || yaml.value !== undefined),
    files: isThere('files') ? readFiles(sources, `${id}/files`, problems) : new Map(),
    parts: isThere('parts') ? readFiles(sources, `${id}/parts`, problems) : new Map(),
  };
}

function readFiles(sources: SourceReader, root: string, problems: Problem[]): Map<string, SourceFile> {
  const found = new Map<string, SourceFile>();
  const visit = (below: string): void => {
    for (const entry of list(join(sources.folder, root, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const origin = `${root}/${path}`;
      sources.count(origin);
      if (entry.isDirectory()) visit(path);
      else if (!entry.isFile()) problems.push(linkProblem(origin));
      else if (found.has(emittedName(path))) problems.push(twice(origin, emittedName(path)));
      else found.set(emittedName(path), sources.read(origin));
    }
  };
  visit('');
  return found;
}

/** `dot.github/workflows` is `.github/workflows`: npm drops some of the files that begin with a dot. */
export function emittedName(path: string): string {
  return path.replace(/(^|\/)dot\.(?=[^/])/g, '$1.');
}

/** A link, a pipe, a socket, a device. */
function isStrange(entry: Dirent): boolean {
  return !entry.isFile() && !entry.isDirectory();
}

function list(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !LITTER.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A folder that is no stage, and would be one if its entries were spelt right. */
function slipsIn(folder: string, id: string): Problem[] {
  const near = list(join(folder, id)).filter(({ name }) => nearest(name, STAGE_ENTRIES) !== undefined);
  return near.map(({ name }) => strayFile(`${id}/${name}`, STAGE_ENTRIES));
}

function strayFile(file: string, known: readonly string[]): Problem {
  return {
    file,
    line: 1,
    fact: 'Nothing of a pack is called so, and nothing reads it',
    remedy: `${didYouMean(file.slice(file.lastIndexOf('/') + 1), known)}There are: ${known.join(', ')}`,
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
