import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Disk } from '../../commit/disk.js';
import { giveFolderToOwner } from '../../commit/ownership.js';
import type { Warning } from '../../documents.js';
import { shellPath } from '../../shell.js';
import { reasonIn } from './reason.js';

/** Variables that tie git to another repository than the folder it is started in; a hook or `git rebase --exec` sets them. */
const LOCATIONS = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_WORK_TREE',
];
/** The environment in which git works on the folder that it is started in. */
export const ENVIRONMENT = Object.fromEntries(LOCATIONS.map((name) => [name, undefined]));

/** Who signs the first commit where git knows nobody: said in the warning that comes with it. */
const PLACEHOLDER = { name: 'generator-mlops', email: 'generator-mlops@localhost' };

/** Whether a folder is inside a git repository. `.git` is a file in a worktree. */
export function isInsideRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}

/**
 * Makes a repository on `main` with one commit of the paths given. Other files in the folder stay uncommitted.
 *
 * @param paths relative to the root; committed even where an ignore file names them.
 * @returns what went wrong, as a warning; nothing when the commit is there.
 */
export async function makeRepository(root: string, paths: readonly string[]): Promise<Warning | undefined> {
  const { execa } = await import('execa');
  const git = (args: readonly string[], input?: string): Promise<unknown> =>
    execa('git', args, { cwd: root, env: ENVIRONMENT, ...(input === undefined ? {} : { input }) });
  try {
    await git(['init', '--quiet', '--initial-branch=main']);
    await git(['add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'], paths.map((path) => `:(literal)${path}`).join('\0'));
    const identity = await identityArguments(root);
    await git([...identity, 'commit', '--quiet', '--no-gpg-sign', '--message', 'Start the project']);
    return identity.length === 0 ? undefined : placeholderWarning();
  } catch (error) {
    return firstCommitFailed(root, shortMessage(error));
  } finally {
    giveFolderToOwner(join(root, '.git'), new Disk());
  }
}

/** Most often the person's own settings refuse it, so that the same command alone would fail again. */
function firstCommitFailed(root: string, reason: string): Warning {
  const fact = `git could not make the first commit (${reason})`;
  const commit = 'git add -A && git commit -m "Start the project"';
  if (reason === NOT_INSTALLED) return { fact, command: `git init -b main && ${commit}` };
  if (!reason.includes('safe.directory')) return { fact: `${fact}. Correct that first`, command: `git init -b main && ${commit}` };
  return { fact, command: `git config --global --add safe.directory ${shellPath(root)} && ${commit}` };
}

const NOT_INSTALLED = 'it is not installed';

async function identityArguments(root: string): Promise<string[]> {
  const { execa } = await import('execa');
  const { exitCode } = await execa('git', ['var', 'GIT_AUTHOR_IDENT'], { cwd: root, env: ENVIRONMENT, reject: false });
  return exitCode === 0 ? [] : ['-c', `user.name=${PLACEHOLDER.name}`, '-c', `user.email=${PLACEHOLDER.email}`];
}

function placeholderWarning(): Warning {
  return {
    fact: `git does not know your name yet, so the author of the first commit is ${PLACEHOLDER.name}`,
    command: 'git config user.name "<name>" && git config user.email <email> && git commit --amend --reset-author --no-edit',
  };
}

/** What a program said when it failed, as one sentence. */
export function shortMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
  if ('isCanceled' in error && error.isCanceled === true) return 'it was interrupted';
  if ('timedOut' in error && error.timedOut === true) return 'it took too long';
  const missing = 'code' in error && error.code === 'ENOENT';
  return missing ? NOT_INSTALLED : reasonIn(stderr) || reasonIn(error.message);
}
