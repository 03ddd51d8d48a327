import { canonical, type Data, hasTwice, isMapping, same } from './data.js';

/** What a format knows about the items of a list. */
export interface ListRules {
  /** By what an item is known beside its text: the name of a package, the address of a repository of hooks. */
  nameOf(item: Data, path: readonly string[]): string | undefined;
  /** Whether the order of a list says nothing. */
  isSet(path: readonly string[]): boolean;
  /** An item in a form that is the same for two items that say the same to the tool that reads them. */
  normal?(item: Data, path: readonly string[]): Data;
}

/** The key of the one item of a list, where no version of the list has another. */
const ONLY_ITEM = 'the only item';

/**
 * Tells the items of lists apart: by their names where all three versions of a list name nothing twice, else by all that they
 * say. A mapping without a name that is alone in all versions is the same item, whatever it says.
 */
export class ListKeys {
  readonly #rules: ListRules;
  readonly #ways = new Map<string, { readonly byName: boolean; readonly isAlone: boolean }>();

  constructor(rules: ListRules) {
    this.#rules = rules;
  }

  /** Chooses how the items of a list are known in all its versions; false where one of them names something twice. */
  choose(path: readonly string[], versions: readonly (readonly Data[])[]): boolean {
    const place = path.join('\0');
    const isAlone = versions.every((list) => list.length === 1 && isMapping(list[0]));
    for (const byName of [true, false]) {
      this.#ways.set(place, { byName, isAlone });
      if (versions.every((list) => !hasTwice(this.of(path, list)))) return true;
    }
    return false;
  }

  /** The keys of the items of a list, in their order. */
  of(path: readonly string[], list: readonly Data[]): string[] {
    const { byName, isAlone } = this.#ways.get(path.join('\0')) ?? { byName: true, isAlone: false };
    return list.map((item) => (byName ? this.#rules.nameOf(item, path) : undefined) ?? (isAlone ? ONLY_ITEM : canonical(item)));
  }

  /** Whether two versions of what stands at a path say the same. */
  areSame(path: readonly string[], one: Data, other: Data): boolean {
    const normal = (value: Data): Data => this.#rules.normal?.(value, path.slice(0, -1)) ?? value;
    return same(normal(one), normal(other));
  }

  isSet(path: readonly string[]): boolean {
    return this.#rules.isSet(path);
  }
}
