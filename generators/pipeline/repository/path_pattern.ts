/** What a pattern has to fit next: a letter, a sign that stands for one, or one that stands for any number of them. */
type Token = { readonly letter: string } | 'one' | 'name' | 'all' | 'folders';

/**
 * Whether a path fits a pattern of a person: `*` and `?` within a name, `**` across folders, and a folder with its `/` for all that
 * is in it. It takes as long as pattern and path are long, whatever they are.
 */
export function fitsPattern(path: string, pattern: string): boolean {
  if (path === pattern) return true;
  const tokens = tokensOf(pattern.endsWith('/') ? `${pattern}**` : pattern);
  let states = withSkips(new Set([0]), tokens, true);
  let isStart = true;
  for (const letter of path) {
    isStart = letter === '/';
    states = withSkips(step(states, tokens, letter), tokens, isStart);
    if (states.size === 0) return false;
  }
  return states.has(tokens.length);
}

function tokensOf(pattern: string): readonly Token[] {
  const parts = pattern.match(/(?<![^/])\*\*\/|\*\*|[\s\S]/gu) ?? [];
  const signs: Readonly<Record<string, Token>> = { '**/': 'folders', '**': 'all', '*': 'name', '?': 'one' };
  return parts.map((part) => signs[part] ?? { letter: part });
}

/** A sign for any number may stand for nothing; one for folders only where a name ends. */
function withSkips(states: ReadonlySet<number>, tokens: readonly Token[], isStart: boolean): ReadonlySet<number> {
  const all = new Set<number>(states);
  for (const state of all) {
    const token = tokens[state];
    if (token === 'all' || token === 'name' || (token === 'folders' && isStart)) all.add(state + 1);
  }
  return all;
}

function step(states: ReadonlySet<number>, tokens: readonly Token[], letter: string): ReadonlySet<number> {
  const next = new Set<number>();
  for (const state of states) {
    const token = tokens[state];
    if (token === 'all' || token === 'folders' || (token === 'name' && letter !== '/')) next.add(state);
    else if (token === 'one' ? letter !== '/' : typeof token === 'object' && token.letter === letter) next.add(state + 1);
  }
  return next;
}
