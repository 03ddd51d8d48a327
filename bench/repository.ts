// Git repositories, which the other programs need for their templates and for the projects.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Brings what git knows of the files up to date, as it is after a person has worked with it. */
export const REFRESH = ['/usr/bin/env', 'git', 'update-index', '-q', '--refresh'];

function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

export function makeRepository(folder: string): void {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main');
}

/** Commits all that changed, under a tag where one is given. */
export function commitAll(folder: string, tag?: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', tag ?? 'Work');
  if (tag !== undefined) git(folder, 'tag', tag);
}
