import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readGitFolder } from '../uses/git_folder.js';
import { readIfRegular } from '../uses/regular_file.js';
import { readIndexPaths } from './git_index.js';

/** An index of half a million files is as large as this. */
const LARGEST = 64_000_000;

/** What git keeps about a folder, read from its files: git itself would run what the settings of a repository name. */
export interface GitFacts {
  /** Whether there is a commit on the branch that is checked out. */
  readonly hasCommit: boolean;
  /** The addresses of its remotes. */
  readonly remotes: readonly string[];
  /** The paths below the folder that git tracks; nothing where its index cannot be read. */
  readonly tracked: ReadonlySet<string> | undefined;
}

/** Reads what git keeps about a folder; nothing where it is in no git repository. */
export function readGitFacts(root: string): GitFacts | undefined {
  const git = readGitFolder(root);
  if (git === undefined) return undefined;
  const prefix = relative(git.top, root).split(sep).join('/');
  const below = prefix === '' ? '' : `${prefix}/`;
  const paths = readIfRegular(join(git.own, 'index'), LARGEST);
  const tracked = paths === undefined ? [] : readIndexPaths(paths);
  return {
    hasCommit: hasCommit(git.own, git.common),
    remotes: git.settings.filter(({ section, key }) => section.startsWith('remote.') && key === 'url').map(({ value }) => value),
    tracked: tracked && new Set(tracked.flatMap((path) => (path.startsWith(below) ? [path.slice(below.length)] : []))),
  };
}

function hasCommit(own: string, common: string): boolean {
  const head = textOf(join(own, 'HEAD'))?.trim() ?? '';
  const branch = /^ref: (refs\/[^\s]+)$/.exec(head)?.[1];
  if (branch === undefined) return /^[0-9a-f]{40,64}$/.test(head);
  if (branch.includes('..')) return false;
  if (/^[0-9a-f]{40,64}$/.test(textOf(join(common, branch))?.trim() ?? '')) return true;
  const packed = textOf(join(common, 'packed-refs')) ?? '';
  // Branches in a table, git's newer form, are not read: a table that is there holds some.
  return packed.split('\n').some((line) => line.endsWith(` ${branch}`)) || listed(join(common, 'reftable')).length > 1;
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  return readIfRegular(file, LARGEST)?.toString('utf8');
}
