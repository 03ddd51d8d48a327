import { shellPath, shellWord } from '../shell.js';

/** Items by what they have in common, in the order in which they come. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The line of an ignore file that is about one path and no other. */
export function ignoreLine(path: string): string {
  return `/${path.replaceAll(/[\\*?[\]]/g, '\\$&')}`;
}

/** The beginning of a command that adds lines to a text, which may lack the end of its last line. */
export function printLines(lines: readonly string[], text: string): string {
  return `printf '${text === '' || text.endsWith('\n') ? '' : '\\n'}${'%s\\n'.repeat(lines.length)}'`;
}

/** A path as git takes it on a command line: one with signs that mean something to git is said to be meant as it is. */
export function gitPath(path: string): string {
  return /[*?[\]\\]|^:/.test(path) ? shellWord(`:(literal)${path}`) : shellPath(path);
}

/** The command that removes a file. */
export function removeCommand(path: string, tracked: ReadonlySet<string> | undefined): string {
  return tracked?.has(path) === true ? `git rm ${gitPath(path)}` : `rm ${shellPath(path)}`;
}
