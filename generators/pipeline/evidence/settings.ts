import type { Repository } from '../repository/repository.js';
import { type Look, seen, unseen } from './evidence.js';
import { weakness } from './files.js';

/** A setting in a TOML, YAML or JSON file that is there and not empty. */
export const lookForSetting: Look = async ({ path = '', key = '', count = 1 }, repository) => {
  const paths = repository.find(path);
  if (paths.length === 0) return unseen({ code: 'no-file', values: { pattern: path } });
  for (const each of paths) {
    const weak = weakness(each, 1, repository);
    const read = await readData(each, repository);
    if ('why' in read || weak !== undefined) {
      if (paths.length > 1) continue;
      return unseen(weak ?? { code: 'file-unreadable', path: each, values: { why: 'why' in read ? read.why : '' } });
    }
    if (sizeOf(valueAt(read.value, key.split('.'))) >= count) return seen([{ path: each }], key);
  }
  return unseen({ code: 'setting-missing', values: { pattern: path, key } });
};

/** The data of a TOML, YAML or JSON file, or why there are none. */
export async function readData(path: string, repository: Repository): Promise<{ readonly value: unknown } | { readonly why: string }> {
  const text = repository.text(path);
  if (text === undefined) return { why: 'it is no text' };
  try {
    return { value: await parse(path, text) };
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it has another form' };
  }
}

async function parse(path: string, text: string): Promise<unknown> {
  if (path.endsWith('.toml')) return (await import('smol-toml')).parse(text);
  if (path.endsWith('.json')) return JSON.parse(text);
  return (await import('yaml')).parse(text, { logLevel: 'error' });
}

/** What stands in data below some keys. */
export function valueAt(value: unknown, keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Object.entries(at).find(([name]) => name === key)?.[1];
  }
  return at;
}

/** How many entries a setting has; of what has none, whether it says something. */
function sizeOf(value: unknown): number {
  if (value === undefined || value === null || value === '') return 0;
  return typeof value === 'object' ? Object.keys(value).length : 1;
}
