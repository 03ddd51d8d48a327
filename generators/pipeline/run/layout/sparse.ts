import { relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Change } from '../../change.js';
import { shellWord } from '../../shell.js';
import { ancestors } from '../../tree.js';
import { readGitFolder } from '../../uses/git_folder.js';

/** What a person should know of a new file that git would not have checked out here. */
export function hiddenNote(folder: string): string {
  return `git keeps ${folder}/ out of this folder. Before you commit this file: git sparse-checkout add ${shellWord(folder)}`;
}

/** Says of new files that they are outside of a sparse checkout: of a folder in which git has no file yet only its rules tell. */
export function noteOutside(root: string, changes: readonly Change[]): readonly Change[] {
  const git = readGitFolder(root);
  if (git?.sparse === undefined) return changes;
  const place = relative(git.top, root).split(sep).join('/');
  const rules = ignore({ ignorecase: false }).add(['/*', ...git.sparse.split('\n').flatMap(turned)]);
  const isOutside = (path: string): boolean => rules.ignores(place === '' ? path : `${place}/${path}`);
  return changes.map((change) => {
    if (change.outcome !== 'new' || change.note?.includes('git sparse-checkout') || !isOutside(change.path)) return change;
    const folder = ancestors(change.path).find((each) => isOutside(`${each}/`));
    const note = folder === undefined ? outsideNote(change.path) : hiddenNote(folder);
    return { ...change, note: change.note === undefined ? note : `${change.note} ${note}` };
  });
}

function outsideNote(path: string): string {
  return `git keeps it out of this folder. Before you commit this file: git sparse-checkout add ${shellWord(`/${path}`)}`;
}

/** Its rules are those of ignore files, only that they name what is wanted. */
function turned(line: string): string[] {
  if (line.trim() === '' || line.startsWith('#')) return [];
  return [line.startsWith('!') ? line.slice(1) : `!${line}`];
}
