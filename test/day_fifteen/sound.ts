import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';

/** What a file's own parser says against it: nothing, or one sentence each. A key that stands twice is an error in all of them. */
export function problemsIn(path: string, text: string): string[] {
  if (path.endsWith('.toml')) return thrownBy(() => parseToml(text));
  if (/\.(json|ipynb)$/.test(path)) return thrownBy(() => JSON.parse(text) as unknown);
  if (/\.ya?ml$/.test(path)) return parseDocument(text, { uniqueKeys: true }).errors.map(({ message }) => message);
  return path.endsWith('.py') ? syntaxErrors(text) : [];
}

function thrownBy(parse: () => unknown): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Beside errors of syntax: names that nothing defines, and definitions that a later one hides. */
const RUFF = new Workspace({ lint: { select: ['F811', 'F821'] } }, PositionEncoding.Utf16);

function syntaxErrors(text: string): string[] {
  const findings = RUFF.check(text) as { message: string }[];
  return findings.map(({ message }) => message.replaceAll(/ from line \d+/g, ''));
}
