import { tooDeepAt } from '../nesting.js';
import type { CodeText } from '../repository/code_text.js';
import type { Repository } from '../repository/repository.js';
import { type Lack, type Look, type Sighting, seen, unseen } from './evidence.js';
import { lineAt, weakness } from './files.js';

/** Larger files hold data, which takes long to parse. */
const LARGEST = 200_000;

/** The end of what a parser of YAML says. */
const AT_LINE = / at line (\d+), column \d+:?$/;

/** A setting in a TOML, YAML or JSON file that is there and not empty. */
export const lookForSetting: Look = async ({ path = '', key = '', count = 1 }, repository) => {
  const paths = repository.find(path);
  if (paths.length === 0) return unseen({ code: 'no-file', values: { pattern: path } });
  let first: Lack | undefined;
  for (const each of paths) {
    const found = await settingIn(each, key.split('.'), count, repository);
    if ('seen' in found) return found;
    first ??= found;
  }
  const missing: Lack = { code: 'setting-missing', values: { pattern: path, key } };
  return unseen(paths.length === 1 ? (first ?? missing) : missing);
};

/** The data of a TOML, YAML or JSON file, or why there are none. */
export async function readData(path: string, repository: Repository): Promise<{ readonly value: unknown } | { readonly why: string }> {
  const text = repository.text(path);
  if (text === undefined || text.length > LARGEST) return { why: 'it is no text, or a very long one' };
  try {
    return { value: await parsed(path, repository) };
  } catch (error) {
    return { why: whyOf(error) };
  }
}

async function settingIn(path: string, keys: readonly string[], count: number, repository: Repository): Promise<Sighting | Lack> {
  const weak = weakness(path, 1, repository);
  if (weak !== undefined) return weak;
  const code = repository.code(path)?.text ?? '';
  const missing: Lack = { code: 'setting-missing', values: { pattern: path, key: keys.join('.') } };
  // A parser takes longer than all the rest: it is asked only where the words are there.
  if (!keys.every((key) => code.includes(key))) return missing;
  if (code.length > LARGEST) return { code: 'file-unreadable', path, values: { why: 'it is too large for a file of settings' } };
  try {
    if (sizeOf(valueAt(await parsed(path, repository), keys)) < count) return missing;
    return seen([{ path, line: lineOf(code, keys) }], keys.join('.'));
  } catch (error) {
    return { code: 'file-unreadable', path, ...faultLine(error), values: { why: whyOf(error) } };
  }
}

/** Why a file of YAML or TOML says nothing to the tool that it is for: a person or a merge has broken it. */
export async function formatFault(path: string, repository: Repository): Promise<Lack | undefined> {
  const text = repository.text(path);
  if (text === undefined || text.length > LARGEST || !/\.(?:ya?ml|toml)$/.test(path)) return undefined;
  try {
    if (path.endsWith('.toml')) await parsed(path, repository);
    else if (tooDeepAt(text) !== undefined) throw new RangeError();
    else for (const { errors } of (await import('yaml')).parseAllDocuments(text)) if (errors[0] !== undefined) throw errors[0];
    return undefined;
  } catch (error) {
    return { code: 'file-unreadable', path, ...faultLine(error), values: { why: whyOf(error) } };
  }
}

/** The line at which a parser stops: in a field of its own, or at the end of what it says. */
function faultLine(error: unknown): { readonly line?: number } {
  if (!(error instanceof Error)) return {};
  if ('line' in error && typeof error.line === 'number') return { line: error.line };
  const line = AT_LINE.exec(error.message.split('\n')[0] ?? '')?.[1];
  return line === undefined ? {} : { line: Number(line) };
}

/** Where the last of the keys stands, each after the one before it. */
function lineOf(code: string, keys: readonly string[]): number {
  return lineAt(
    code,
    keys.reduce((at, key) => Math.max(at, code.indexOf(key, at)), 0),
  );
}

const known = new WeakMap<CodeText, Promise<unknown>>();

/** What a file of settings says: it is parsed once, however many signs ask for it. */
function parsed(path: string, repository: Repository): Promise<unknown> {
  const code = repository.code(path);
  const value = (code && known.get(code)) ?? parse(path, repository.text(path) ?? '');
  if (code !== undefined) known.set(code, value);
  return value;
}

async function parse(path: string, text: string): Promise<unknown> {
  if (path.endsWith('.toml')) return (await import('smol-toml')).parse(text);
  if (path.endsWith('.json')) return JSON.parse(text);
  if (tooDeepAt(text) !== undefined) throw new RangeError();
  return (await import('yaml')).parse(text, { logLevel: 'error' });
}

function whyOf(error: unknown): string {
  // Of a text that nests deeper than a program can follow, no parser says more than that.
  if (!(error instanceof Error) || error instanceof RangeError) return 'it nests too deeply';
  return (error.message.split('\n')[0] ?? '').replace(AT_LINE, '');
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
