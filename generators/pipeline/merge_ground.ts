import { ancestors, type Entry, type Tree } from './tree.js';

/**
 * The project as the merge finds it: what stands where, what is in the way of a new file, and which names are free.
 */
export class Ground {
  readonly #yours: Tree;
  readonly #leaving: ReadonlySet<string>;
  /** Real names by their lower-case form. */
  readonly #names = new Map<string, Set<string>>();
  /** Names that are not free, in lower case. */
  readonly #reserved = new Set<string>();
  /** Where things that are in the way of whole folders have their generated sibling. */
  readonly #besideFolders = new Map<string, string>();

  /**
   * @param leaving paths that this merge removes or moves away: they are in nobody's way, as removal comes before writing.
   * @param rendered every path that is ours, so that no name is given out twice.
   */
  constructor(yours: Tree, leaving: ReadonlySet<string>, rendered: Iterable<string>) {
    this.#yours = yours;
    this.#leaving = leaving;
    for (const path of yours.keys()) this.#remember(path);
    for (const path of rendered) this.#reserve(path);
  }

  #remember(path: string): void {
    const isLeaving = this.#leaving.has(path);
    for (const place of isLeaving ? [] : [...ancestors(path), path]) {
      const lower = place.toLowerCase();
      const names = this.#names.get(lower);
      if (names === undefined) this.#names.set(lower, new Set([place]));
      else names.add(place);
    }
    this.#reserve(path);
  }

  #reserve(path: string): void {
    this.#reserved.add(path.toLowerCase());
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
    return this.#names.get(path.toLowerCase())?.has(path) ? path : this.#variant(path);
  }

  /** The same name in another letter case, where the name itself does not stand. */
  #variant(place: string): string | undefined {
    const names = this.#names.get(place.toLowerCase());
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
    let name = wanted;
    for (let count = 1; this.#reserved.has(name.toLowerCase()); count++) name = `${wanted}.${count}`;
    this.#reserve(name);
    return name;
  }
}

function isSolid(entry: Entry | undefined): boolean {
  return entry !== undefined && entry.kind !== 'folder';
}
