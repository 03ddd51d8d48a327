import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in a folder: each path with its kind, its executable bit and the digest of its content. */
export type Snapshot = Readonly<Record<string, string>>;

/** What `undo` needs stays on one machine and says how a project came to be: it is no part of what was made. */
const HISTORY = '.mlops/history';

/**
 * Takes down what a folder holds, empty folders too, but for the history of its commands.
 *
 * @param without names that are left out wherever they stand; nothing by default.
 */
export function snapshot(folder: string, without: readonly string[] = []): Snapshot {
  return collect(folder, [...without, HISTORY], describeEntry);
}

/** Like {@link snapshot}, with when each entry was last changed: equal only where nothing was written at all. */
export function touchedSnapshot(folder: string): Snapshot {
  return collect(folder, [], (path) => {
    const { mtimeNs, ino } = lstatSync(path, { bigint: true });
    return `${describeEntry(path)} ${ino} ${mtimeNs}`;
  });
}

/** The paths of all files below a folder, sorted, with slashes. */
export function filesIn(folder: string, without: readonly string[] = ['.git']): string[] {
  return Object.entries(snapshot(folder, without))
    .filter(([, entry]) => !entry.startsWith('folder'))
    .map(([path]) => path);
}

function collect(folder: string, without: readonly string[], describe: (path: string) => string): Snapshot {
  const found: [string, string][] = [];
  const walk = (prefix: string): void => {
    for (const name of readdirSync(join(folder, prefix)).sort()) {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      if (without.includes(name) || without.includes(path)) continue;
      const full = join(folder, path);
      found.push([path, describe(full)]);
      if (lstatSync(full).isDirectory()) walk(path);
    }
  };
  walk('');
  return Object.fromEntries(found);
}

function describeEntry(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  if (stat.isDirectory()) return 'folder';
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
  return `${(stat.mode & 0o111) === 0 ? 'file' : 'program'} ${digest}`;
}
