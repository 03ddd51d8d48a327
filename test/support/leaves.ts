import { parse } from 'smol-toml';
import { parseDocument } from 'yaml';

/** How a file names what stands in it. */
export type KeyedKind = 'toml' | 'yaml' | 'json' | 'requirements' | 'lines';

/** Everything that a file says, one value for each key; what a list holds stands under its own name, or under none where it is alone. */
export function leaves(kind: KeyedKind, text: string): Map<string, string> {
  if (kind === 'requirements') return new Map(entries(text).map((line) => [line.split('==')[0] ?? '', line.replace(/\s*#.*/, '')]));
  if (kind === 'lines') return new Map(entries(text).map((line) => [line, line]));
  const data: unknown = kind === 'toml' ? parse(text) : kind === 'json' ? JSON.parse(text) : parseDocument(text, { strict: true }).toJS();
  const all = new Map<string, string>();
  const collect = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) collectItem(item, path, value.length === 1);
    else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) collect(each, `${path}/${key}`);
    else all.set(path, JSON.stringify(value));
  };
  const collectItem = (item: unknown, path: string, isOnly: boolean): void => {
    const name = nameOf(item) ?? (isOnly ? 'only' : undefined);
    if (typeof item === 'object' && name !== undefined) collect(item, `${path}[${name}]`);
    else all.set(`${path}[${name ?? stable(item)}]`, stable(item));
  };
  collect(data, '');
  return all;
}

function entries(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return /^([\w-]+)[<>=~[]/.exec(item)?.[1] ?? item;
  if (typeof item !== 'object' || item === null) return String(item);
  const { repo, id, name, uses } = item as Record<string, unknown>;
  const known = repo ?? id ?? name ?? uses;
  if (known !== undefined) return String(known);
  const [[key, value] = [], ...others] = Object.entries(item);
  return others.length === 0 && typeof value === 'object' && value !== null && !Array.isArray(value) ? key : undefined;
}

/** Whatever the order of keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    const isMapping = typeof each === 'object' && each !== null && !Array.isArray(each);
    return isMapping ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each;
  });
}
