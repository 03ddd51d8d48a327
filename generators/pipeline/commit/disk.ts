import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Called before each change of the disk, so that a test can fail or end the process there. */
export type Step = (action: string, path: string) => void;

/** How often a rename is tried on Windows, where a virus scanner or an editor holds a file open for a moment. */
const ATTEMPTS = 10;

/** The only hands that change the disk. All calls are synchronous: nothing else of this process runs in between. */
export class Disk {
  readonly #step: Step;

  constructor(step: Step = () => undefined) {
    this.#step = step;
  }

  makeFolder(path: string): void {
    this.#step('make folder', path);
    mkdirSync(path);
  }

  /**
   * Makes a folder and those above it; the ones that were not there, outermost first. Where one fails, the others go
   * again.
   */
  makeFolders(path: string): string[] {
    const missing: string[] = [];
    for (let folder = path; lookAt(folder) === undefined; folder = dirname(folder)) missing.unshift(folder);
    const made: string[] = [];
    try {
      for (const folder of missing) {
        this.makeFolder(folder);
        made.unshift(folder);
      }
    } catch (error) {
      for (const folder of made) this.removeEmptyFolder(folder);
      throw error;
    }
    return missing;
  }

  /** Writes a file that does not exist yet. */
  write(path: string, bytes: Uint8Array | string, executable = false): void {
    this.#step('write', path);
    writeFileSync(path, bytes, { flag: 'wx', mode: executable ? 0o777 : 0o666 });
  }

  setMode(path: string, mode: number): void {
    this.#step('set mode', path);
    chmodSync(path, mode);
  }

  setOwner(path: string, uid: number, gid: number): void {
    this.#step('set owner', path);
    chownSync(path, uid, gid);
  }

  rename(from: string, to: string): void {
    this.#step('rename', from);
    renamePatiently(from, to);
  }

  /**
   * Brings a file to a place where nothing stands, and never over what comes to stand there in this moment.
   *
   * @returns false where something does.
   */
  putFile(from: string, to: string): boolean {
    this.#step('rename', from);
    try {
      linkSync(from, to);
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      // Not every disk has hard links; without them there is a moment between the look and the rename.
      if (lookAt(to) !== undefined) return false;
      renamePatiently(from, to);
      return true;
    }
    this.removeSecondName(from);
    return true;
  }

  /** Removes one of the two names that a file has. */
  removeSecondName(path: string): void {
    this.#step('remove second name', path);
    unlinkSync(path);
  }

  /** Removes a folder where nothing is in it, and says whether it did. */
  removeEmptyFolder(path: string): boolean {
    this.#step('remove folder', path);
    try {
      rmdirSync(path);
      return true;
    } catch (error) {
      if (isCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM', 'EBUSY', 'EACCES')) return false;
      throw error;
    }
  }

  removeAll(path: string): void {
    this.#step('remove all', path);
    const found = lookAt(path);
    if (found !== undefined) removeTree(path, found.isDirectory());
  }
}

/** What stands at a path itself, without following a link; undefined where nothing does. */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isCode(error, 'ENOTDIR', 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether an error is one of the operating system's, with one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** Asks the disk once for each path, where `rmSync` asks three times. */
function removeTree(path: string, isFolder: boolean): void {
  if (!isFolder) {
    unlinkSync(path);
    return;
  }
  for (const found of readdirSync(path, { withFileTypes: true })) removeTree(join(path, found.name), found.isDirectory());
  rmdirSync(path);
}

function renamePatiently(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const held = process.platform === 'win32' && isCode(error, 'EPERM', 'EACCES', 'EBUSY');
      if (!held || attempt === ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 20);
    }
  }
}
