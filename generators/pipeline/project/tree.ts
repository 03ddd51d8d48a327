import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isCode } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import type { Entry, FileEntry, Tree } from '../tree.js';

/** Called before each look at the disk, so that a test can fail there. */
export type BeforeLook = (action: 'list' | 'read', path: string) => void;

/** The paths of interest as folders in folders. */
interface Branch {
  readonly path: string;
  readonly below: Map<string, Branch>;
}

/**
 * Reads what stands in a project at the paths that matter, and what is in their way: the folders above them, the same
 * name in another letter case, and what an earlier conflict left beside them. Each folder is listed once, nothing else
 * is opened, no link is followed.
 *
 * @param look for tests.
 */
export function readYours(root: string, paths: readonly string[], look: BeforeLook = () => undefined): Tree {
  const tree = new Map<string, Entry>();
  const top: Branch = { path: '', below: new Map() };
  for (const path of paths) plant(top, path);
  readFolder(root, top, tree, look);
  return tree;
}

/** What stands at one path of a project. */
export function entryAt(root: string, path: string): Entry | undefined {
  return readYours(root, [path]).get(path);
}

function plant(top: Branch, path: string): void {
  let branch = top;
  for (const name of path.split('/')) {
    let next = branch.below.get(name);
    if (next === undefined) {
      next = { path: branch.path === '' ? name : `${branch.path}/${name}`, below: new Map() };
      branch.below.set(name, next);
    }
    branch = next;
  }
}

function readFolder(root: string, { path, below }: Branch, tree: Map<string, Entry>, look: BeforeLook): void {
  const folded = new Set([...below.keys()].map(fold));
  for (const found of listFolder(root, path, look)) {
    if (!below.has(found.name) && !isInTheWay(found.name, folded)) continue;
    const own = path === '' ? found.name : `${path}/${found.name}`;
    tree.set(own, readEntry(root, own, found, look));
    const branch = below.get(found.name);
    if (branch !== undefined && branch.below.size > 0 && found.isDirectory()) readFolder(root, branch, tree, look);
  }
}

/** Whether a name is one of the wanted ones in another letter case, or stands beside one as `<name>.generated`. */
function isInTheWay(name: string, wanted: ReadonlySet<string>): boolean {
  return wanted.has(fold(name)) || wanted.has(fold(name.replace(/\.generated(\.\d+)?$/i, '')));
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function listFolder(root: string, path: string, look: BeforeLook): Dirent[] {
  return explained(`Cannot list the folder ${path === '' ? root : path}`, () => {
    look('list', path);
    try {
      return readdirSync(join(root, path), { withFileTypes: true });
    } catch (error) {
      // The project's own folder may not be there yet.
      if (path === '' && isCode(error, 'ENOENT')) return [];
      throw error;
    }
  });
}

function readEntry(root: string, path: string, found: Dirent, look: BeforeLook): Entry {
  if (found.isDirectory()) return { kind: 'folder' };
  return explained(`Cannot read ${path}`, () => {
    look('read', path);
    if (found.isSymbolicLink()) return { kind: 'link', target: readlinkSync(join(root, path)) };
    return found.isFile() ? readFile(join(root, path)) : { kind: 'other' };
  });
}

/** Opened in a way that fails where a link has come to stand there since the folder was listed. */
function readFile(path: string): FileEntry {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const executable = (fstatSync(file).mode & 0o100) !== 0;
    return { kind: 'file', bytes: readFileSync(file), executable };
  } finally {
    closeSync(file);
  }
}
