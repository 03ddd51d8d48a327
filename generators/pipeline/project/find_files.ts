import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type FileTree, plainFile } from '../tree.js';

/** Larger files are no source code. */
const LARGEST = 1_000_000;

/** So many entries are looked at; a project with more of them keeps data in its folders. */
const MOST_ENTRIES = 50_000;

/** Folders of what programs make, copies of source code too. */
const MADE: ReadonlySet<string> = new Set([
  '__pycache__',
  'build',
  'dist',
  'lightning_logs',
  'mlruns',
  'multirun',
  'node_modules',
  'outputs',
  'site-packages',
  'wandb',
]);

/** What stands in the folder of another project, or of a virtual environment. */
const MARKS = ['.git', '.yo-rc.json', 'pyvenv.cfg'];

/**
 * Reads files of a project that are found by their names: none in hidden folders and virtual environments, in
 * what programs have made and in other projects, and none behind a link.
 *
 * @param isWanted is given the name of a file, and its folder: empty at the top, else with a `/` at its end.
 * @param size only those of so many bytes.
 */
export function readFound(root: string, isWanted: (name: string, folder: string) => boolean, size?: number): FileTree {
  const found = findFiles(root, isWanted).flatMap((path) => {
    const bytes = readText(join(root, path), size);
    return bytes === undefined ? [] : [[path, plainFile(bytes)] as const];
  });
  return new Map(found);
}

/** Those near the top first; what cannot be listed is passed over. */
function findFiles(root: string, isWanted: (name: string, folder: string) => boolean): string[] {
  const found: string[] = [];
  const folders = [''];
  let seen = 0;
  for (const folder of folders) {
    const entries = listFolder(join(root, folder));
    seen += entries.length;
    if (seen > MOST_ENTRIES) break;
    for (const entry of entries) {
      if (entry.isDirectory() && !isForeign(root, `${folder}${entry.name}`, entry.name)) folders.push(`${folder}${entry.name}/`);
      if (entry.isFile() && isWanted(entry.name, folder)) found.push(folder + entry.name);
    }
  }
  return found.sort();
}

function readText(path: string, wanted: number | undefined): Buffer | undefined {
  try {
    const { size } = statSync(path);
    return size > LARGEST || (wanted !== undefined && size !== wanted) ? undefined : readFileSync(path);
  } catch {
    return undefined;
  }
}

function isForeign(root: string, path: string, name: string): boolean {
  return name.startsWith('.') || MADE.has(name) || MARKS.some((mark) => existsSync(join(root, path, mark)));
}

function listFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    // Not there, or not for us to read.
    return [];
  }
}
