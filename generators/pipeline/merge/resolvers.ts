import type { AdditiveFormat } from '../pack/pack.js';
import { additiveResolver } from './additive/additive.js';
import { hasConflict } from './lines/pieces.js';
import type { Resolved, Resolver } from './lines/text.js';

/** The parser is loaded only where lines leave a conflict in a Python file. */
const pythonResolver: Resolver = async (pieces, lineEnd) => {
  return hasConflict(pieces) ? (await import('./python/resolver.js')).resolveStatements(pieces, lineEnd) : undefined;
};

/** What can resolve conflicts in a file: by what it is, and by what the pack says about it. */
export function resolversOf(path: string, additive: AdditiveFormat | undefined): Resolver {
  const resolvers = [...(path.endsWith('.py') ? [pythonResolver] : []), ...(additive === undefined ? [] : [additiveResolver(additive)])];
  return async (pieces, lineEnd) => {
    let all: Resolved | undefined;
    for (const resolver of resolvers) {
      const resolved = await resolver(all?.pieces ?? pieces, lineEnd);
      if (resolved !== undefined) all = { ...all, ...resolved };
    }
    return all;
  };
}
