import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { explained } from '../commit/disk_error.js';
import { Refusal, repeated } from '../errors.js';

/** A list of repositories is no longer. */
const LARGEST = 1_000_000;

/** A list of folders as it was written, and the folder that they are relative to. */
interface PlaceList {
  readonly text: string;
  readonly base: string;
}

/**
 * Reads a file that lists folders.
 *
 * @throws Refusal where it is none, or cannot be read.
 */
export function readPlaceList(file: string): PlaceList {
  const what = `Cannot read ${repeated(file)}`;
  const isLarge = explained(what, () => statSync(file)).size > LARGEST;
  const text = isLarge ? '\0' : explained(what, () => readFileSync(file, 'utf8'));
  if (text.includes('\0'))
    throw new Refusal(`${repeated(file)} is no list of folders`, 'Name a folder, or a text file with one folder per line');
  return { text: text.replace(/^\ufeff/, ''), base: dirname(file) };
}
