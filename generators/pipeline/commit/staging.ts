import { join } from 'node:path';
import type { Write } from '../change.js';
import { Refusal } from '../errors.js';
import { NEW, OLD } from '../paths.js';
import { ancestors, type Entry } from '../tree.js';
import { type Disk, lookAt } from './disk.js';
import { explained } from './disk_error.js';
import { checksum, type Journal } from './journal.js';
import { giveToOwner } from './ownership.js';

/** A write that removes or replaces what stands at its path. */
export interface ReplacedEntry {
  readonly path: string;
  readonly before: Entry;
}

/** What has to be done, in the order in which it is done. */
export interface Staging {
  /** What is taken away, each under its number. */
  readonly asides: readonly ReplacedEntry[];
  /** The folders that these may leave empty, innermost first. */
  readonly emptied: readonly string[];
  /** What is renamed into place: single files, and whole folders where nothing stood before. */
  readonly units: readonly string[];
  readonly journal: Journal;
}

/** Works out what a set of writes does to a project, from a look at the folders concerned. Nothing is changed. */
export function planStaging(root: string, writes: readonly Write[]): Staging {
  const asides = writes.flatMap(({ path, before }) => (before === undefined || before.kind === 'folder' ? [] : [{ path, before }]));
  const puts = writes.flatMap(({ path, after }) => (after === undefined ? [] : [{ path, sum: checksum(after.bytes) }]));
  const gone = new Set(asides.map(({ path }) => path));
  const missing = missingFolders(root, writes, gone);
  const needed = new Set(puts.flatMap(({ path }) => ancestors(path)));
  const removed = writes.filter(({ after }) => after === undefined).flatMap(({ path }) => ancestors(path));
  const emptied = innermostFirst(removed).filter((folder) => !needed.has(folder) && !missing.has(folder));
  const units = [...new Set(puts.map(({ path }) => ancestors(path).find((folder) => missing.has(folder)) ?? path))];
  const journal = {
    asides: asides.map(({ path }) => path),
    puts,
    folders: innermostFirst([...needed].filter((folder) => missing.has(folder) || isAnyOf(folder, emptied))).reverse(),
    emptied: emptied.map((path) => ({ path, mode: (lookAt(join(root, path))?.mode ?? 0o755) & 0o7777 })),
  };
  return { asides, emptied, units, journal };
}

/** Writes the new files into the lock's folder: on the file system of the project, and not yet where anybody looks. */
export function stageFiles(root: string, stage: string, writes: readonly Write[], disk: Disk): void {
  const made = new Set(['']);
  disk.makeFolder(join(stage, NEW));
  if (writes.some(({ before }) => before !== undefined)) disk.makeFolder(join(stage, OLD));
  for (const { path, before, after } of writes) {
    if (after === undefined) continue;
    explained(`Cannot write ${path}`, () => {
      for (const folder of ancestors(path)) {
        if (made.has(folder)) continue;
        disk.makeFolder(join(stage, NEW, folder));
        giveToOwner(join(stage, NEW, folder), join(root, folder), disk);
        made.add(folder);
      }
      const staged = join(stage, NEW, path);
      disk.write(staged, after.bytes, after.executable);
      giveToOwner(staged, join(root, path), disk);
      if (before?.kind === 'file') keepMode(join(root, path), staged, before.executable, after.executable, disk);
    });
  }
}

/** A file that is replaced keeps its permissions, but for the executable bits where those change. */
function keepMode(old: string, staged: string, was: boolean, is: boolean, disk: Disk): void {
  const mode = lookAt(old)?.mode;
  if (mode === undefined || process.platform === 'win32') return;
  const bits = mode & 0o777;
  disk.setMode(staged, was === is ? bits : is ? bits | ((bits & 0o444) >> 2) : bits & ~0o111);
}

/** The folders above the writes that are not there, or will not be once what stands in their place is gone. */
function missingFolders(root: string, writes: readonly Write[], gone: ReadonlySet<string>): ReadonlySet<string> {
  const known = new Map<string, boolean>();
  for (const { path, before } of writes) {
    let missing = false;
    for (const folder of ancestors(path)) {
      missing ||= known.get(folder) ?? isMissing(root, folder, gone);
      known.set(folder, missing);
    }
    if (missing && before !== undefined) throw changed(path);
  }
  return new Set([...known].flatMap(([folder, missing]) => (missing ? [folder] : [])));
}

function isMissing(root: string, folder: string, gone: ReadonlySet<string>): boolean {
  const found = explained(`Cannot access ${folder}`, () => lookAt(join(root, folder)));
  if (found === undefined || gone.has(folder)) return true;
  if (found.isDirectory()) return false;
  throw blocked(folder, found.isSymbolicLink());
}

/** A link is never followed, and a file is no folder. */
export function blocked(folder: string, link: boolean): Refusal {
  return new Refusal(
    `${folder} is a ${link ? 'symbolic link' : 'file'} where a folder is needed; nothing was written`,
    'Move it away, then run the command again',
  );
}

/** Somebody worked on the project between reading and writing. */
export function changed(path: string): Refusal {
  return new Refusal(`${path} changed while the command ran; nothing was written`, 'Run the command again');
}

function innermostFirst(paths: readonly string[]): string[] {
  return [...new Set(paths)].sort((a, b) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1));
}

/** On a disk that ignores letter case a folder that is emptied may be one that is needed under another spelling. */
function isAnyOf(folder: string, others: readonly string[]): boolean {
  return others.some((other) => other.toLowerCase() === folder.toLowerCase());
}
