import { ancestors, type Entry, type FileEntry, type Tree } from '../tree.js';
import { shadowsOf, twinOf } from './twins.js';

/** A file that stands under another name, and is the same file to the tool that reads it. */
export interface Twin {
  readonly path: string;
  readonly entry: FileEntry;
}

/**
 * The project as the merge finds it: what stands where, what is in the way of a new file, and which names are free.
 */
export class Obstacles {
  readonly #yours: Tree;
  readonly #leaving: ReadonlySet<string>;
  readonly #rendered: Iterable<string>;
  /** Real names by their lower-case form, folders too; made when the first new file looks for its place. */
  #names: Map<string, Set<string>> | undefined;
  /** Every path that is ours; made when the first one is asked for. */
  #ours: Set<string> | undefined;
  /** Names that are not free, in lower case; made when the first one is needed. */
  #reserved: Set<string> | undefined;
  /** Where things that are in the way of whole folders have their generated sibling. */
  readonly #besideFolders = new Map<string, string>();

  /**
   * @param leaving paths that this merge removes or moves away: they are in nobody's way, as removal comes before
   *   writing.
   * @param rendered every path that is ours, so that no name is given out twice.
   */
  constructor(yours: Tree, leaving: ReadonlySet<string>, rendered: Iterable<string>) {
    this.#yours = yours;
    this.#leaving = leaving;
    this.#rendered = rendered;
  }

  /** The real names of what stands at a path in any letter case, except what leaves. */
  #namesAt(path: string): ReadonlySet<string> | undefined {
    if (this.#names === undefined) {
      this.#names = new Map();
      for (const path of this.#yours.keys()) {
        for (const place of this.#leaving.has(path) ? [] : [...ancestors(path), path]) {
          const lower = place.toLowerCase();
          this.#names.set(lower, (this.#names.get(lower) ?? new Set()).add(place));
        }
      }
    }
    return this.#names.get(path.toLowerCase());
  }

  /** What stands at a path. Nothing does below a link or a file, whatever a link may lead to. */
  at(path: string): Entry | undefined {
    const isBelowNoFolder = ancestors(path).some((place) => isSolid(this.#yours.get(place)));
    return isBelowNoFolder ? undefined : this.#yours.get(path);
  }

  /** The outermost thing that is in the way of a new file at a path; nothing where its place is free. */
  obstacle(path: string): string | undefined {
    for (const place of ancestors(path)) {
      if (isSolid(this.#yours.get(place)) && !this.#leaving.has(place)) return place;
      const variant = this.#variant(place);
      if (variant !== undefined) return variant;
    }
    return this.#namesAt(path)?.has(path) ? path : this.#variant(path);
  }

  /** The file under another ending that its tool reads too. */
  twin(path: string): Twin | undefined {
    const [other] = twinOf(path) ?? [];
    const entry = other === undefined || this.#rendersItself(other) ? undefined : this.at(other);
    return other !== undefined && entry?.kind === 'file' ? { path: other, entry } : undefined;
  }

  /** What stands in the project beside which a new file cannot work. */
  shadow(path: string, blockedBy: readonly string[] = []): string | undefined {
    return [...shadowsOf(path), ...blockedBy].find((other) => {
      return this.at(other)?.kind === 'file' && !this.#leaving.has(other) && !this.#rendersItself(other);
    });
  }

  #rendersItself(path: string): boolean {
    this.#ours ??= new Set(this.#rendered);
    return this.#ours.has(path);
  }

  /** The same name in another letter case, where the name itself does not stand. */
  #variant(place: string): string | undefined {
    const names = this.#namesAt(place);
    if (names === undefined || names.has(place)) return undefined;
    const parent = place.slice(0, place.lastIndexOf('/') + 1);
    return [...names].sort().find((name) => name.startsWith(parent));
  }

  /** A free name for our version of a file: beside what is in the way, never over what is there. */
  beside(path: string, obstacle: string): string {
    const rest = path.slice(obstacle.length);
    const known = this.#besideFolders.get(obstacle);
    if (known !== undefined && rest !== '') return known + rest;
    const name = this.#freeName(`${obstacle}.generated`);
    if (rest !== '') this.#besideFolders.set(obstacle, name);
    return name + rest;
  }

  #freeName(wanted: string): string {
    this.#reserved ??= new Set([...this.#yours.keys(), ...this.#rendered].map((path) => path.toLowerCase()));
    let name = wanted;
    for (let count = 1; this.#reserved.has(name.toLowerCase()); count++) name = `${wanted}.${count}`;
    this.#reserved.add(name.toLowerCase());
    return name;
  }
}

function isSolid(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.kind !== 'folder';
}
