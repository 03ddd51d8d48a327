import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Merged, PathPolicy } from '../../change.js';
import { merge, pathsOfInterest } from '../../merge/merge.js';
import { readYours } from '../../project/tree.js';
import { ancestors, sameEntry } from '../../tree.js';
import type { Absent, Followed, Renders } from './renders.js';

/**
 * Merges both renders with the project, whose folders are where the person has moved them.
 *
 * @param shared rendered paths that are the same on both sides.
 */
export async function mergeTrees(
  root: string,
  renders: Renders,
  policy: (path: string) => PathPolicy,
  shared: readonly string[] = [],
): Promise<Merged> {
  const { renderedAt, policy: ofPlace, reword, ...trees } = await followLayout(root, renders);
  const clashes = await clashesIn(root, trees, renders.known.concat(shared));
  const inPlace = (path: string): PathPolicy => ({ ...policy(renderedAt(path)), ...ofPlace(path), ...clashes(path) });
  const paths = pathsOfInterest(trees.base, trees.next, inPlace);
  const found = readYours(root, paths);
  const yours = renders.standing?.(found, paths) ?? found;
  const { changes } = await merge(trees.base, yours, trees.next, inPlace, shared);
  const told = changes.map(reword);
  const mayBeOutside = renders.known.length > 0 && told.some(({ outcome }) => outcome === 'new');
  return { changes: mayBeOutside ? (await import('./sparse.js')).noteOutside(root, told) : told };
}

/** A file that pytest collects. */
const TEST_MODULE = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;

/** What is in the way of modules that are new, or would be hidden by them. */
async function clashesIn(
  root: string,
  { base, next }: Pick<Renders, 'base' | 'next'>,
  others: readonly string[],
): Promise<(path: string) => PathPolicy> {
  const modules = [...next.keys()].filter((path) => path.endsWith('.py') && !base.has(path));
  if (modules.length === 0 || !existsSync(root)) return () => ({});
  const ours = new Set([...others, ...base.keys(), ...next.keys()]);
  const beside = modules.filter((path) => stands(root, path.replace(/\.py$/, '')));
  const hidden = beside.length === 0 ? undefined : (await import('./hidden_folders.js')).findHidden(root, beside, ours);
  const tests = modules.filter((path) => TEST_MODULE.test(path));
  const settings = next.get('pyproject.toml')?.bytes.toString('utf8') ?? '';
  const clashes = tests.length === 0 ? undefined : (await import('./test_modules.js')).findClashes(root, tests, ours, settings);
  return (path) => {
    const clash = hidden?.get(path) ?? clashes?.get(path);
    return clash === undefined ? {} : { clash };
  };
}

/**
 * Puts both renders where the person has moved the folders of the last one. In a project that has its folders this is a look at one
 * file of each.
 *
 * @throws Refusal where the move needs another answer first, or git holds back what would change.
 */
async function followLayout(root: string, renders: Renders): Promise<Followed> {
  const { base, next } = renders;
  const absent = findAbsent(root, renders);
  if (absent.folders.length > 0 || absent.files.length > 0) {
    const { followPerson } = await import('./follow_person.js');
    return followPerson(root, renders, absent);
  }
  return { base, next, renderedAt: (path) => path, policy: () => ({}), reword: (change) => change };
}

function findAbsent(root: string, { base, next, known, packages }: Renders): Absent {
  const changed = [...new Set([...base.keys(), ...next.keys()])].filter((path) => !sameEntry(base.get(path), next.get(path)));
  if (changed.length === 0 || known.length === 0) return { folders: [], files: [] };
  const ofPackage = packages === undefined ? [] : [packages.before.path];
  const folders = new Set([...ofPackage, ...changed.flatMap((path) => homeOf(path, known) ?? [])]);
  return {
    folders: [...folders].filter((folder) => !known.some((path) => path.startsWith(`${folder}/`) && stands(root, path))),
    files: changed.filter((path) => base.has(path) && !stands(root, path)),
  };
}

/** The innermost folder above a path in which something was rendered. Hidden ones have their place by the rules of their tools. */
function homeOf(path: string, known: readonly string[]): string | undefined {
  if (path.startsWith('.')) return undefined;
  return ancestors(path).findLast((folder) => known.some((other) => other.startsWith(`${folder}/`)));
}

/** Whether something stands at a path, behind a linked folder too: a link is the merge's to judge. */
function stands(root: string, path: string): boolean {
  return existsSync(join(root, path));
}
