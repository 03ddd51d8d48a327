import type { AdditiveFormat } from '../pack/pack.js';
import { nameOf } from '../tree.js';
import { additiveResolver } from './additive/additive.js';
import type { KeyedFormat } from './keyed/format.js';
import { hasConflict } from './lines/pieces.js';
import { resolveTableRows } from './lines/table_rows.js';
import type { Format, Resolved, Resolver } from './lines/text.js';

/** What is known about a file beside its lines: by its name, and by what the pack says about it. */
export async function formatOf(path: string, additive: AdditiveFormat | undefined): Promise<Format> {
  const keyed = await keyedFormatOf(path, additive);
  if (keyed !== undefined) return byKey(keyed);
  const resolvers = [
    ...(path.endsWith('.py') ? [pythonResolver] : []),
    ...(path.endsWith('.md') ? [tableResolver] : []),
    ...(isByItem(additive) ? [additiveResolver(additive)] : []),
  ];
  const readsPython = async (text: string): Promise<boolean> => {
    const { readPythonTokens } = await import('./python/tokens.js');
    return readPythonTokens(Buffer.from(text, 'latin1').toString('utf8').replaceAll('\r\n', '\n')) !== undefined;
  };
  return { resolve: inTurn(resolvers), ...(path.endsWith('.py') ? { isSound: readsPython } : {}) };
}

/** The parser is loaded only where lines leave a conflict in a Python file. */
const pythonResolver: Resolver = async (pieces, lineEnd) => {
  return hasConflict(pieces) ? (await import('./python/resolver.js')).resolveStatements(pieces, lineEnd) : undefined;
};

const tableResolver: Resolver = async (pieces) => resolveTableRows(pieces);

function inTurn(resolvers: readonly Resolver[]): Resolver {
  return async (pieces, lineEnd) => {
    let all: Resolved | undefined;
    for (const resolver of resolvers) {
      const resolved = await resolver(all?.pieces ?? pieces, lineEnd);
      if (resolved !== undefined) all = { ...all, ...resolved };
    }
    return all;
  };
}

function isByItem(additive: AdditiveFormat | undefined): additive is 'python' | 'markdown' {
  return additive === 'python' || additive === 'markdown';
}

/** Loads the format in which everything in a file has a key; nothing for other files. */
async function keyedFormatOf(path: string, additive: AdditiveFormat | undefined): Promise<KeyedFormat | undefined> {
  const name = nameOf(path);
  if (name.endsWith('.toml') || additive === 'toml') return (await import('./keyed/toml.js')).toml;
  if (/\.ya?ml$/.test(name) || additive === 'yaml') return (await import('./keyed/yaml.js')).yaml;
  if (name.endsWith('.json')) return (await import('./keyed/json.js')).json;
  if (/^requirements.*\.txt$/.test(name) || additive === 'requirements') return (await import('./keyed/line_list.js')).requirements;
  return /^\.\w+ignore$/.test(name) || additive === 'lines' ? (await import('./keyed/line_list.js')).plainLines : undefined;
}

/** Parsers read text, the versions hold one character a byte; what is not UTF-8 is merged by its lines. */
function byKey(format: KeyedFormat): Format {
  return {
    async byKey({ base, yours, next }, byLines) {
      const texts = [base, yours, next, byLines ?? ''].map(decoded);
      const [before, theirs, ours, lines] = texts;
      if (before === undefined || theirs === undefined || ours === undefined || lines === undefined) return 'by lines';
      const { mergeKeyed } = await import('./keyed/keyed.js');
      const merged = mergeKeyed(format, { base: before, yours: theirs, next: ours }, byLines === undefined ? undefined : lines);
      return typeof merged === 'string' ? merged : { ...merged, mine: encoded(merged.mine), generated: encoded(merged.generated) };
    },
    async isSound(text) {
      const read = decoded(text);
      return read !== undefined && (read.trim() === '' || format.read(read) !== undefined);
    },
  };
}

function decoded(latin1: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return undefined;
  }
}

function encoded(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
