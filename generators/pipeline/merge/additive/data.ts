/** A value of a TOML or YAML file. */
export type Data = unknown;

type Mapping = Readonly<Record<string, unknown>>;

/** A value in its three versions. */
export interface DataVersions {
  readonly base: Data;
  readonly yours: Data;
  readonly next: Data;
}

/** By what two entries of a list are the same entry. */
export type KeyOf = (entry: Data, path: readonly string[]) => string;

/**
 * Whether a merged value is what its three versions mean together: each side's changes are in it, at their places, and
 * nothing else. Lists are compared as sets, as additions may stand in any order.
 */
export function meansTogether(merged: Data, { base, yours, next }: DataVersions, keyOf: KeyOf, path: readonly string[] = []): boolean {
  if (same(yours, next) || same(base, next)) return same(merged, yours);
  if (same(base, yours)) return same(merged, next);
  if (isMapping(merged) && isMapping(yours) && isMapping(next)) {
    const before = isMapping(base) ? base : {};
    const keys = new Set([merged, before, yours, next].flatMap(Object.keys));
    return [...keys].every((key) => {
      const versions = { base: before[key], yours: yours[key], next: next[key] };
      return meansTogether(merged[key], versions, keyOf, [...path, key]);
    });
  }
  if (Array.isArray(merged) && Array.isArray(yours) && Array.isArray(next)) {
    const lists = { base: Array.isArray(base) ? base : [], yours, next };
    return sameSet(
      merged,
      expectedEntries(lists, (entry) => keyOf(entry, path)),
    );
  }
  return false;
}

/** What of a list should be left: the person's entries without those we dropped, and ours that they do not have. */
function expectedEntries(
  { base, yours, next }: { base: readonly Data[]; yours: readonly Data[]; next: readonly Data[] },
  keyOf: (entry: Data) => string,
): Data[] {
  const [inBase, inNext] = [new Set(base.map(canonical)), new Set(next.map(canonical))];
  const keys = new Set(yours.map(keyOf));
  const stays = yours.filter((entry) => inNext.has(canonical(entry)) || !inBase.has(canonical(entry)));
  const added = next.filter((entry) => !inBase.has(canonical(entry)) && !keys.has(keyOf(entry)));
  return [...stays, ...added];
}

function sameSet(one: readonly Data[], other: readonly Data[]): boolean {
  return same(one.map(canonical).sort(), other.map(canonical).sort());
}

function same(one: Data, other: Data): boolean {
  return canonical(one) === canonical(other);
}

/** A value as text; equal values, equal texts, whatever the order of their keys. */
export function canonical(value: Data): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isMapping(value)) return `${typeof value} ${JSON.stringify(value) ?? ''}`;
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join()}}`;
}

export function isMapping(value: Data): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
