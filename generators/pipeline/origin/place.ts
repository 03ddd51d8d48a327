import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Refusal, repeated } from '../errors.js';
import { findProject } from '../project/project.js';
import { isThere } from './standing.js';

/** What a word names: a path as it was typed, and the line in it. */
export interface NamedPath {
  readonly path: string;
  readonly line?: number;
}

/** Reads a word as editors and compilers write places: `tasks.py`, `tasks.py:12`, `tasks.py:12:5`. */
export function namedPath(word: string, cwd: string): NamedPath {
  const [, path, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(word) ?? [];
  if (path === undefined || isThere(resolve(cwd, word))) return { path: word };
  return { path, line: Number(line) };
}

/**
 * The project that a path is about: the one that was named, else the one around the current folder, else the one around the path. A
 * folder in which nothing is found is given back as it is.
 */
export function projectAround(path: string, cwd: string, into: string | undefined): string {
  if (into !== undefined) return resolve(cwd, into);
  return findProject(cwd) ?? findProject(dirname(resolve(cwd, path))) ?? cwd;
}

/**
 * A path as the project calls it: relative to its folder, separated by `/`; empty for the folder itself.
 *
 * @throws Refusal where it is outside of the project.
 */
export function pathInProject(path: string, cwd: string, root: string): string {
  const target = resolve(cwd, path);
  const inside = [relative(root, target), relative(real(root), join(real(dirname(target)), target.slice(dirname(target).length)))];
  const found = inside.find((each) => !isOutside(each));
  if (found !== undefined) return found.split(sep).join('/');
  const remedy = 'Name a path in it, relative to the current folder, or another project with --into';
  throw new Refusal(`${repeated(path)} is outside of the project ${repeated(root)}`, remedy);
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** A folder without the links on the way to it. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
