/** A value of a TOML, YAML or JSON file. */
export type Data = unknown;

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: Data): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
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

/** Whether two values say the same, whatever the order of keys. */
export function same(one: Data, other: Data): boolean {
  return canonical(one) === canonical(other);
}

/** Whether two values say the same, whatever the order of keys, and of the items of some lists. */
export function sameUnordered(one: Data, other: Data, isSet: (path: readonly string[]) => boolean): boolean {
  return canonical(sorted(one, isSet, [])) === canonical(sorted(other, isSet, []));
}

function sorted(value: Data, isSet: (path: readonly string[]) => boolean, path: readonly string[]): Data {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item, isSet, [...path, '']));
    return isSet(path) ? items.sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1)) : items;
  }
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sorted(each, isSet, [...path, key])]));
}

/** Whether a list names something twice. */
export function hasTwice(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}
