import { Refusal } from '../errors.js';

const REASONS: Readonly<Record<string, readonly [fact: string, remedy: string]>> = {
  EACCES: ['permission is denied', 'Give yourself permission for it, then run the command again'],
  EPERM: ['permission is denied', 'Give yourself permission for it, then run the command again'],
  EROFS: ['the disk is read-only', 'Work in a folder that can be written'],
  ENOSPC: ['the disk is full', 'Free some space, then run the command again'],
  EDQUOT: ['your disk quota is used up', 'Free some space, then run the command again'],
  EFBIG: ['the file is larger than this disk or your limit allows', 'Work on another disk, or raise the limit (ulimit -f)'],
  EIO: ['the disk reports an error', 'Check the disk, then run the command again'],
  EMFILE: ['too many files are open', 'Close other programs, then run the command again'],
  EBUSY: ['another program has it open', 'Close that program, then run the command again'],
  ENAMETOOLONG: ['the path is too long for this disk', 'Use a shorter folder or package name'],
  ENOTDIR: ['there is a file where a folder is needed', 'Move that file away, then run the command again'],
  ENOENT: ['a folder above it is missing, or is a broken link', 'Make the folder above it first'],
  EXDEV: ['it is on another disk than the project (a mounted folder?)', 'Run the command where the whole project is on one disk'],
  EEXIST: ['something else is there already', 'Move it away, then run the command again'],
  ELOOP: ['a symbolic link is in the way', 'Replace the link with what it points to'],
  ERR_FS_FILE_TOO_LARGE: ['the file is larger than 2 GiB', 'Move it away, then run the command again'],
};

/**
 * Turns an error of the operating system into one fact and one remedy. Anything else is given back as it is: it is a
 * bug, or has its words already.
 *
 * @param doing what failed, as the beginning of a sentence: `Cannot read src/app.py`.
 */
export function explainDiskError(error: unknown, doing: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const [fact, remedy] = REASONS[error.code] ?? [error.code, 'Check the disk and its permissions, then run the command again'];
  return new Refusal(`${doing}: ${fact}`, remedy);
}

/** Runs some work on the disk; where the operating system refuses, says which path it was about. */
export function explained<T>(doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainDiskError(error, doing);
  }
}
