import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Reads a regular file in a repository of strangers. A pipe or a device in its place is not waited for, and no more is read than its
 * size said when it was opened.
 *
 * @param most a larger one is not read.
 * @param follows whether a link is followed, as git does with hooks and settings.
 * @param start whether of a larger one so many bytes are enough.
 * @returns nothing where it is no regular file, or too large.
 * @throws what `open` and `read` throw.
 */
export function readRegularFile(
  path: string,
  most: number,
  { follows, start = false }: { readonly follows: boolean; readonly start?: boolean },
): Buffer | undefined {
  const noLink = follows ? 0 : (constants.O_NOFOLLOW ?? 0);
  const file = openSync(path, constants.O_RDONLY | noLink | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = fstatSync(file);
    if (!facts.isFile() || (facts.size > most && !start)) return undefined;
    const bytes = Buffer.alloc(Math.min(facts.size, most));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

/** The same of a file that may not be there, or not be for us to read; a link is followed. */
export function readIfRegular(path: string, most: number): Buffer | undefined {
  try {
    return readRegularFile(path, most, { follows: true });
  } catch {
    return undefined;
  }
}
