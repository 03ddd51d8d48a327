import { join } from 'node:path';
import { readGitFolder } from '../uses/git_folder.js';
import { readIfRegular } from '../uses/regular_file.js';
import type { LastState } from './audit.js';

/** Packed branches take more room than what git keeps of one. */
const LARGEST = 64_000_000;
const COMMIT = /^[0-9a-f]{40,64}$/;

/** The branch that is checked out in a folder, and its last commit, read from git's files; what cannot be read is left out. */
export function readHead(root: string): Pick<LastState, 'branch' | 'commit'> {
  const git = readGitFolder(root);
  if (git === undefined) return {};
  const head = lineOf(join(git.own, 'HEAD'));
  const ref = /^ref: (refs\/heads\/(\S+))$/.exec(head);
  if (ref === null) return COMMIT.test(head) ? { commit: head } : {};
  const [, path = '', branch = ''] = ref;
  if (path.split('/').includes('..')) return {};
  const commit = [lineOf(join(git.common, path)), packedCommit(join(git.common, 'packed-refs'), path)].find((line) => COMMIT.test(line));
  return { branch, ...(commit === undefined ? {} : { commit }) };
}

function packedCommit(file: string, path: string): string {
  const line = textOf(file)
    .split('\n')
    .find((each) => each.endsWith(` ${path}`));
  return line?.slice(0, -path.length - 1) ?? '';
}

function lineOf(file: string): string {
  return textOf(file).trim();
}

function textOf(file: string): string {
  return readIfRegular(file, LARGEST)?.toString('utf8') ?? '';
}
