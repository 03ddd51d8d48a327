import { randomBytes } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Disk } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import { Refusal, repeated } from '../errors.js';
import { readRegularFile } from '../uses/regular_file.js';

/** What each page of an audit says near its beginning, and no other file. */
const MARK = '<meta name="generator" content="generator-mlops audit">';
const BEGINNING = 2000;

/**
 * Where a page is written to: an absolute path where nothing stands, or an earlier page.
 *
 * @param named as it was given.
 * @throws Refusal where something else stands there, or no file can.
 */
export function pageFile(named: string, cwd: string): string {
  const file = resolve(cwd, named);
  const stands = statsOf(file);
  if (stands?.isDirectory() === true) throw new Refusal(`${repeated(named)} is a folder`, 'Name a file in it, such as audit.html');
  if (stands !== undefined && (!stands.isFile() || !isPage(file)))
    throw new Refusal(`${repeated(named)} exists already, and is no page of an audit`, 'Name another file, or remove that one');
  if (statsOf(dirname(file))?.isDirectory() !== true)
    throw new Refusal(`There is no folder ${repeated(dirname(file))}`, 'Make it first, or name a file elsewhere');
  return file;
}

/** Writes a page whole: whoever opens the file sees the earlier one or this one. */
export function writePage(file: string, page: string, disk = new Disk()): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  explained(`Cannot write ${repeated(file)}`, () => {
    try {
      disk.write(draft, page);
      // What has come to stand there in the meantime is looked at again.
      disk.rename(draft, pageFile(file, '/'));
    } finally {
      disk.removeAll(draft);
    }
  });
}

function isPage(file: string): boolean {
  return explained(
    `Cannot read ${repeated(file)}`,
    () => readRegularFile(file, BEGINNING, { follows: true, start: true })?.includes(MARK) === true,
  );
}

function statsOf(path: string): Stats | undefined {
  return explained(`Cannot look at ${repeated(path)}`, () => statSync(path, { throwIfNoEntry: false }));
}
