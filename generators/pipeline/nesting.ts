/** Nobody writes data in more levels. */
const DEEPEST = 100;
/** Lists and keys that begin one in another, on one line: `- - - ? ?`. */
const ON_ONE_LINE = /(?:[-?:][ \t]+){60}/;

/**
 * Whether a text of YAML nests so deep that a parser would take for ever, or end the whole program: known without parsing it, from its
 * brackets and from how far in its lines stand.
 */
export function nestsTooDeep(text: string): boolean {
  return ON_ONE_LINE.test(text) || bracketDepth(text) > DEEPEST || indentDepth(text) > DEEPEST;
}

function bracketDepth(text: string): number {
  let open = 0;
  let deepest = 0;
  for (const [sign] of text.matchAll(/"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[[\]{}]/g)) {
    if (sign.length > 1) continue;
    open = sign === '[' || sign === '{' ? open + 1 : Math.max(0, open - 1);
    deepest = Math.max(deepest, open);
  }
  return deepest;
}

function indentDepth(text: string): number {
  const levels: number[] = [];
  let deepest = 0;
  for (const [, blanks = ''] of text.matchAll(/^( *)\S/gm)) {
    while ((levels.at(-1) ?? -1) >= blanks.length) levels.pop();
    levels.push(blanks.length);
    deepest = Math.max(deepest, levels.length);
  }
  return deepest;
}
