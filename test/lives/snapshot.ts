import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What stands in a folder, by path: links as they are, files with their executable bit and bytes. */
export type Snapshot = ReadonlyMap<string, string>;

/** Looks at a folder, and at nothing that a link in it leads to. */
export function snapshot(root: string, options: { readonly times?: boolean } = {}): Snapshot {
  const seen = new Map<string, string>();
  const walk = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      const own = path === '' ? name : `${path}/${name}`;
      const stats = lstatSync(join(root, own));
      const time = options.times === true ? ` ${stats.mtimeMs}` : '';
      if (stats.isDirectory()) {
        seen.set(own, `folder${time}`);
        walk(own);
      } else if (stats.isSymbolicLink()) seen.set(own, `link to ${readlinkSync(join(root, own))}`);
      else seen.set(own, `file ${(stats.mode & 0o100) === 0 ? '-' : 'x'}${time} ${readFileSync(join(root, own), 'latin1')}`);
    }
  };
  if (lstatSync(root, { throwIfNoEntry: false }) !== undefined) walk('');
  return seen;
}

/** Makes a file or a link of a snapshot again. */
export function putBack(root: string, path: string, what: string): void {
  const at = join(root, path);
  mkdirSync(dirname(at), { recursive: true });
  if (what.startsWith('link to ')) return symlinkSync(what.slice('link to '.length), at);
  writeFileSync(at, what.slice('file x '.length), 'latin1');
  chmodSync(at, what.startsWith('file x') ? 0o755 : 0o644);
}

/** The paths at which two folders differ. */
export function differences(one: Snapshot, other: Snapshot): string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].filter((path) => one.get(path) !== other.get(path)).sort();
}

/** Without what the generator remembers of past commands. */
export function withoutHistory(seen: Snapshot): Snapshot {
  return new Map([...seen].filter(([path]) => !/^\.(mlops\/history|git)(\/|$)/.test(path)));
}

/** Without folders: what git would see. */
export function filesOf(seen: Snapshot): Snapshot {
  return new Map([...seen].filter(([, what]) => !what.startsWith('folder')));
}
