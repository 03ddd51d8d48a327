import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Write } from '../change.js';
import { lookAt } from './disk.js';
import { explained } from './disk_error.js';
import { HOME } from './lock.js';

/** What `undo` needs, where the project has no git folder of its own (a worktree has none): git ignores it. */
export const HISTORY = `${HOME}/history`;
/** And where it has one: no clone brings it along, and no cleaning takes it away. */
const IN_GIT = '.git/mlops';

export const HISTORY_HOMES: readonly string[] = [IN_GIT, HISTORY];

/** Where a project keeps what `undo` needs: always within its own folder. */
export function historyHome(root: string): string {
  if (lookAt(join(root, '.git'))?.isDirectory() !== true) return HISTORY;
  const inside = lookAt(join(root, IN_GIT));
  return inside === undefined || inside.isDirectory() ? IN_GIT : HISTORY;
}

/** Writes of the history that go into git's folder, which no commit of ours touches; the others are part of the commit. */
export function isInGit({ path }: Write): boolean {
  return path.startsWith(`${IN_GIT}/`);
}

/**
 * Puts steps into git's folder before the project is written: one whose command comes to nothing leads to no state that the
 * project is in, and is not found.
 *
 * @returns takes them away again.
 */
export function putInGit(root: string, writes: readonly Write[]): () => void {
  const puts = writes.filter(({ after }) => after !== undefined);
  const takeAway = (): void => remove(root, puts);
  try {
    for (const put of puts) putOne(root, put);
  } catch (error) {
    takeAway();
    throw error;
  }
  return takeAway;
}

function putOne(root: string, { path, after }: Write): void {
  explained(`Cannot write ${path}`, () => {
    mkdirSync(join(root, IN_GIT), { recursive: true });
    writeFileSync(join(root, path), after?.bytes ?? '');
  });
}

/** Takes steps out of git's folder that the writing has made void. */
export function dropInGit(root: string, writes: readonly Write[]): void {
  remove(
    root,
    writes.filter(({ after }) => after === undefined),
  );
}

/** A project that has a git folder since keeps its history there from now on. */
export function settleHistory(root: string): void {
  if (historyHome(root) !== IN_GIT || lookAt(join(root, HISTORY))?.isDirectory() !== true) return;
  mkdirSync(join(root, IN_GIT), { recursive: true });
  for (const name of readdirSync(join(root, HISTORY))) {
    if (name !== '.gitignore') renameSync(join(root, HISTORY, name), join(root, IN_GIT, name));
  }
  rmSync(join(root, HISTORY), { recursive: true });
}

/** A step that cannot be removed leads to no state that the project is in: it is not found, and does no harm. */
function remove(root: string, writes: readonly Write[]): void {
  for (const { path } of writes) {
    try {
      rmSync(join(root, path), { force: true });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
}
