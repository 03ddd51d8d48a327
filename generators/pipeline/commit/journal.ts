import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../errors.js';
import { DONE, JOURNAL } from '../paths.js';
import { type Disk, lookAt } from './disk.js';

/**
 * All that has to be known to take an unfinished write back. It stands in the lock's folder from the first change to
 * the last.
 */
export interface Journal {
  /** The paths that are taken away, in order: each is kept under its number. */
  readonly asides: readonly string[];
  /** The files that are put in place. */
  readonly puts: readonly { readonly path: string; readonly sum: string }[];
  /** The folders that may be made, outermost first. */
  readonly folders: readonly string[];
  /** The folders that may be removed because nothing is left in them, innermost first. */
  readonly emptied: readonly { readonly path: string; readonly mode: number }[];
}

/** Writes the journal; by one rename it is there whole. From here to {@link closeJournal} a write is unfinished. */
export function openJournal(stage: string, journal: Journal, disk: Disk): void {
  disk.write(join(stage, 'journal.draft'), JSON.stringify(journal));
  disk.rename(join(stage, 'journal.draft'), join(stage, JOURNAL));
}

/** The moment at which a write is done: what comes after is cleaning up. */
export function closeJournal(stage: string, disk: Disk): void {
  disk.rename(join(stage, JOURNAL), join(stage, DONE));
}

/** How far the write came that left this stage. */
export function journalState(stage: string): 'not begun' | 'unfinished' | 'done' {
  if (lookAt(join(stage, JOURNAL)) !== undefined) return 'unfinished';
  return lookAt(join(stage, DONE)) === undefined ? 'not begun' : 'done';
}

/** The journal of an unfinished write. */
export function readJournal(stage: string): Journal {
  try {
    const value: unknown = JSON.parse(readFileSync(join(stage, JOURNAL), 'utf8'));
    if (isJournal(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal(
    `The journal of an unfinished write is damaged: ${join(stage, JOURNAL)}`,
    `Take what you need from ${stage} (the files from before are in its folder old), then remove it`,
  );
}

/** What tells one content from another: enough to see that a file is still the one that was put there. */
export function checksum(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'base64');
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null) return false;
  const { asides, puts, folders, emptied } = value as Partial<Record<keyof Journal, unknown>>;
  const paths = (list: unknown): boolean => Array.isArray(list) && list.every(isOwnPath);
  const records = (list: unknown): boolean => Array.isArray(list) && list.every((item) => isOwnPath(Object(item).path));
  return paths(asides) && paths(folders) && records(puts) && records(emptied);
}

/** A path that stays below the folder it is meant for, on every system. */
export function isOwnPath(path: unknown): path is string {
  if (typeof path !== 'string' || /[\0\\]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:/i.test(part));
}
