/** Nobody writes data in more levels. */
const DEEPEST = 100;
/** Lists and keys that begin one in another, on one line: `- - - ? ?`. */
const ON_ONE_LINE = /(?:[-?:][ \t]+){60}/;

/**
 * Where a text of YAML nests so deep that a parser would take for ever, or end the whole program: known without parsing it, from its
 * brackets and from how far in its lines stand.
 *
 * @returns the position at which it gets too deep; nothing where it does not.
 */
export function tooDeepAt(text: string): number | undefined {
  return ON_ONE_LINE.exec(text)?.index ?? tooManyBrackets(text) ?? tooFarIn(text);
}

function tooManyBrackets(text: string): number | undefined {
  let open = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[[\]{}]/g)) {
    if (sign.length > 1) continue;
    open = sign === '[' || sign === '{' ? open + 1 : Math.max(0, open - 1);
    if (open > DEEPEST) return index;
  }
  return undefined;
}

function tooFarIn(text: string): number | undefined {
  const levels: number[] = [];
  for (const { 1: blanks = '', index } of text.matchAll(/^( *)\S/gm)) {
    while ((levels.at(-1) ?? -1) >= blanks.length) levels.pop();
    levels.push(blanks.length);
    if (levels.length > DEEPEST) return index;
  }
  return undefined;
}
