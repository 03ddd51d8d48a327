import { chmodSync, copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies what stands in a folder just as it stands there: a file with two names stays one file, which `cp -a` knows and `cpSync` does
 * not. A file that had its second name when its writer was killed is told from two files by that.
 *
 * @param from may be missing: then nothing is copied.
 */
export function copyFolder(from: string, to: string, copies = new Map<bigint, string>()): void {
  const { mode, atime, mtime } = lstatSync(from, { throwIfNoEntry: false }) ?? {};
  if (mode === undefined || atime === undefined || mtime === undefined) return;
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [here, there] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(here, there, copies);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(here), there);
    else copyFile(here, there, copies);
  }
  chmodSync(to, mode & 0o777);
  utimesSync(to, atime, mtime);
}

function copyFile(from: string, to: string, copies: Map<bigint, string>): void {
  const { ino, mode, atime, mtime } = lstatSync(from, { bigint: true });
  const other = copies.get(ino);
  if (other !== undefined) return linkSync(other, to);
  copyFileSync(from, to);
  chmodSync(to, Number(mode & 0o777n));
  utimesSync(to, atime, mtime);
  copies.set(ino, to);
}
