import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { format } from 'prettier';
import tomlPlugin from 'prettier-plugin-toml';
import type { Entry } from '../../generators/pipeline/tree.js';
import { textOf } from './additions.js';
import type { DayFifteen } from './trees.js';

/**
 * The same project after a formatter ran over every file that has one: ruff with its own settings over Python, prettier over
 * YAML, JSON and Markdown, and its plugin over TOML.
 */
export async function formatted(tree: DayFifteen): Promise<DayFifteen> {
  const ruff = new Workspace({}, PositionEncoding.Utf16);
  const yours = new Map<string, Entry>();
  for (const [path, entry] of tree.yours) {
    const text = path.endsWith('.py') ? ruff.format(textOf(entry)) : await pretty(path, textOf(entry));
    yours.set(path, entry.kind === 'file' && text !== undefined ? { ...entry, bytes: Buffer.from(text) } : entry);
  }
  ruff.free();
  return { ...tree, yours };
}

async function pretty(path: string, text: string): Promise<string | undefined> {
  if (!/\.(?:toml|ya?ml|json|md)$/.test(path)) return undefined;
  return await format(text, { filepath: path, plugins: [tomlPlugin], endOfLine: 'auto' });
}
