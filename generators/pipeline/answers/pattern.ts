import { Refusal } from '../errors.js';

/** One sign of a pattern, and how often it may stand in a row. */
interface Item {
  readonly fits: (sign: string) => boolean;
  readonly least: number;
  readonly most: number;
}

/** The form of an answer. */
export type Pattern = readonly Item[];

/** As often as something may be repeated: no answer is longer. */
const MOST = 300;
const ITEM = /(\[\^?(?:\\.|[^\]\\])+\]|\\.|[^\\[\](){}*+?|^$])(?:([?*+])|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})?/suy;
const RANGE = /(\\.|[^\\])(?:-(\\.|[^\\]))?/gsu;
const GRAMMAR = 'Use signs, classes such as [A-Z0-9], \\d, \\w and ., each with ?, *, +, {2} or {2,4} behind it where it repeats';

/**
 * Reads a pattern: the part of regular expressions that is matched in a time that grows with the answer, and never explodes. There are
 * no groups and no alternatives; a pattern is always that of the whole answer.
 *
 * @throws Refusal where it is more.
 */
export function readPattern(source: string): Pattern {
  const items: Item[] = [];
  for (let at = 0; at < source.length; at = ITEM.lastIndex) {
    ITEM.lastIndex = at;
    const match = ITEM.exec(source);
    if (match === null) throw new Refusal(`The pattern cannot be read from "${source.slice(at, at + 10)}" on`, GRAMMAR);
    items.push(readItem(match));
  }
  return items;
}

/** Whether a text can be read as a pattern. */
export function isPattern(source: string): boolean {
  try {
    readPattern(source);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function readItem([, sign = '', often, least, comma, most]: RegExpExecArray): Item {
  const fits = sign.startsWith('[') ? classOf(sign) : signOf(sign);
  if (often !== undefined) return { fits, least: often === '+' ? 1 : 0, most: often === '?' ? 1 : MOST };
  if (least === undefined) return { fits, least: 1, most: 1 };
  const bounds = { least: Number(least), most: comma === undefined ? Number(least) : Number(most ?? MOST) };
  if (bounds.most > MOST || bounds.least > bounds.most)
    throw new Refusal(`The pattern repeats "${sign}" from ${bounds.least} to ${bounds.most} times`, `Repeat it up to ${MOST} times`);
  return { fits, ...bounds };
}

/** A single sign, or what a sign behind a backslash stands for. */
function signOf(sign: string): Item['fits'] {
  if (sign === '.') return () => true;
  if (sign === '\\d') return (other) => /[0-9]/.test(other);
  if (sign === '\\w') return (other) => /[A-Za-z0-9_]/.test(other);
  const plain = plainSign(sign);
  return (other) => other === plain;
}

function classOf(source: string): Item['fits'] {
  const isNegated = source.startsWith('[^');
  const members = [...source.slice(isNegated ? 2 : 1, -1).matchAll(RANGE)].map(([, first = '', last]): Item['fits'] => {
    if (last === undefined) return first === '.' ? (sign) => sign === '.' : signOf(first);
    const [low, high] = [plainSign(first), plainSign(last)];
    return (sign) => low <= sign && sign <= high;
  });
  return (sign) => members.some((fits) => fits(sign)) !== isNegated;
}

function plainSign(sign: string): string {
  if (!sign.startsWith('\\')) return sign;
  if (/\\[A-Za-z0-9]/.test(sign)) throw new Refusal(`The pattern holds ${sign}`, GRAMMAR);
  return sign.slice(1);
}

/** Whether a whole text has the form of a pattern. */
export function fitsPattern(pattern: Pattern, text: string): boolean {
  const signs = [...text];
  let reached = new Set([0]);
  for (const item of pattern) reached = new Set([...reached].flatMap((start) => ends(item, signs, start)));
  return reached.has(signs.length);
}

/** Where an item can end that begins at a place. */
function ends({ fits, least, most }: Item, signs: readonly string[], start: number): number[] {
  const found: number[] = [];
  for (let count = 0; count <= most; count++) {
    if (count >= least) found.push(start + count);
    const sign = signs[start + count];
    if (sign === undefined || !fits(sign)) break;
  }
  return found;
}
