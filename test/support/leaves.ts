import { parse } from 'smol-toml';
import { parseDocument } from 'yaml';

/** How a file names what stands in it. */
export type KeyedKind = 'toml' | 'yaml' | 'json' | 'requirements' | 'lines';

/** Everything that a file says, one value for each key; what a list holds stands under its own name. */
export function leaves(kind: KeyedKind, text: string): Map<string, string> {
  if (kind === 'requirements') return new Map(entries(text).map((line) => [line.split('==')[0] ?? '', line.replace(/\s*#.*/, '')]));
  if (kind === 'lines') return new Map(entries(text).map((line) => [line, line]));
  const data: unknown = kind === 'toml' ? parse(text) : kind === 'json' ? JSON.parse(text) : parseDocument(text, { strict: true }).toJS();
  const all = new Map<string, string>();
  const collect = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) all.set(`${path}[${nameOf(item)}]`, stable(item));
    else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) collect(each, `${path}/${key}`);
    else all.set(path, JSON.stringify(value));
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

function nameOf(item: unknown): string {
  if (typeof item === 'string') return /^([\w-]+)[<>=~[]/.exec(item)?.[1] ?? item;
  if (typeof item !== 'object' || item === null) return String(item);
  const { repo, id, name, uses } = item as Record<string, unknown>;
  return String(repo ?? id ?? name ?? uses ?? stable(item));
}

/** Whatever the order of keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    const isMapping = typeof each === 'object' && each !== null && !Array.isArray(each);
    return isMapping ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each;
  });
}
