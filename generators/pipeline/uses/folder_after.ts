import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Merged, Write } from '../change.js';
import { nameOf, parentOf } from '../tree.js';
import { IgnoreRules } from './ignore_rules.js';

/** The project before a run and after it; both keep what they have read. */
export interface Folders {
  readonly was: FolderAfter;
  readonly is: FolderAfter;
}

/** The folders of a project around a merge. */
export function foldersAround(root: string, { changes }: Merged): Folders {
  const writes = changes.flatMap((change) => change.writes);
  return { was: new FolderAfter(root), is: new FolderAfter(root, writes) };
}

export type Kind = 'file' | 'folder' | 'other';

/** Longer files are nobody's source. */
const MOST_BYTES = 1_000_000;

/** The project as it stands once some writes are done; without writes as it stands now. Nothing is written, no link is followed. */
export class FolderAfter {
  readonly #written = new Map<string, Write['after']>();
  readonly #lists = new Map<string, ReadonlyMap<string, Kind>>();
  readonly #texts = new Map<string, string | undefined>();

  constructor(
    readonly root: string,
    writes: readonly Write[] = [],
  ) {
    for (const { path, after } of writes) this.#written.set(path, after);
  }

  /** What stands in a folder, by name; a folder that holds nothing but Python's own cache does not count. */
  list(folder: string): ReadonlyMap<string, Kind> {
    const known = this.#lists.get(folder);
    if (known !== undefined) return known;
    const found = new Map<string, Kind>(entriesOf(join(this.root, folder)).map((entry) => [entry.name, kindOf(entry)]));
    const start = folder === '' ? '' : `${folder}/`;
    const touched = new Set<string>();
    for (const [path, after] of this.#written) {
      if (!path.startsWith(start)) continue;
      const [name = '', ...rest] = path.slice(start.length).split('/');
      if (rest.length > 0) touched.add(name);
      else if (after === undefined) found.delete(name);
      else found.set(name, 'file');
    }
    for (const name of touched) {
      if (this.#holdsAny(start + name)) found.set(name, 'folder');
      else found.delete(name);
    }
    this.#lists.set(folder, found);
    return found;
  }

  #holdsAny(folder: string): boolean {
    return [...this.list(folder)].some(
      ([name, kind]) => name !== '__pycache__' && (kind !== 'folder' || this.#holdsAny(`${folder}/${name}`)),
    );
  }

  /** What stands at a path. */
  at(path: string): Kind | undefined {
    return this.list(parentOf(path)).get(nameOf(path));
  }

  /** The text of a file; nothing where there is none, or one that is not a text of ordinary size. */
  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#read(path));
    return this.#texts.get(path);
  }

  /** What git ignores in it. */
  ignoreRules(): IgnoreRules {
    return new IgnoreRules((at) => this.text(at === '' ? '.gitignore' : `${at}/.gitignore`));
  }

  #read(path: string): string | undefined {
    if (this.#written.has(path)) return this.#written.get(path)?.bytes.toString('utf8');
    const file = join(this.root, path);
    try {
      if (this.at(path) !== 'file' || lstatSync(file).size > MOST_BYTES) return undefined;
      const bytes = readFileSync(file);
      return bytes.subarray(0, 8000).includes(0) ? undefined : bytes.toString('utf8');
    } catch {
      // What cannot be read says nothing here; the merge has complained where it matters.
      return undefined;
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function kindOf(entry: Dirent): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}
