import { readStatements } from '../additive/statements.js';
import { type Piece, splitLines } from '../lines/pieces.js';

/**
 * Cuts a Python module into units: a statement without its body, or a line of comment, with the blank lines above it.
 * Nothing where it cannot be read.
 */
export function cutUnits(text: string): string[] | undefined {
  const lines = splitLines(text);
  const statements = readStatements(lines);
  if (statements === undefined) return undefined;
  const ends = new Map(statements.map(({ line, end }) => [line, end]));
  const units: string[] = [];
  let lead = '';
  for (let at = 0; at < lines.length; ) {
    const end = ends.get(at) ?? at + 1;
    const unit = lines.slice(at, end).join('');
    if (unit.trim() === '') lead += unit;
    else {
      units.push(lead + unit);
      lead = '';
    }
    at = end;
  }
  return lead === '' ? units : [...units, lead];
}

/** Strings, comments, what separates, words, and any other character. */
const TOKEN = new RegExp(
  [
    /"""(?:\\[\s\S]|[^\\])*?"""/,
    /'''(?:\\[\s\S]|[^\\])*?'''/,
    /"(?:\\[\s\S]|[^"\\\n])*"/,
    /'(?:\\[\s\S]|[^'\\\n])*'/,
    /#[^\n]*/,
    /(?:\s|\\\r?\n)+/,
    /\w+/,
    /[^\w\s]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/**
 * What a unit says, whatever lines it is written on: two units with the same key differ in nothing but what a formatter
 * decides.
 */
export function keyOfUnit(unit: string): string {
  const text = unit.trim();
  if (text === '') return '';
  const open: Bracket[] = [];
  let key = '';
  let hasGap = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^[\s\\]/.test(token)) {
      hasGap = true;
      continue;
    }
    if (OPENING.includes(token)) open.push({ isList: isList(token, key), commas: 0 });
    const bracket = open.at(-1);
    if (CLOSING.includes(token)) {
      const isNeedless = key.endsWith(',') && bracket !== undefined && (bracket.isList || bracket.commas > 1);
      if (isNeedless) key = key.slice(0, -1);
      open.pop();
    } else if (token === ',' && bracket !== undefined) bracket.commas++;
    key += hasGap && /\w$/.test(key) && /^\w/.test(token) ? ` ${token}` : token;
    if (token.startsWith('#')) key = `${key.trimEnd()}\n`;
    hasGap = false;
  }
  return `${indentOf(unit)} ${key.replace(IMPORT_LIST, '$1 $2')}`;
}

/** A list of imports says the same with brackets around it and without. */
const IMPORT_LIST = /^(from [\w. ]+ import)\(([\w, ]+)\)$/;

/** An open bracket: whether a comma before its end says nothing, and how many commas it holds. */
interface Bracket {
  readonly isList: boolean;
  commas: number;
}

const OPENING = ['(', '[', '{'];
const CLOSING = [')', ']', '}'];
/** Words after which a bracket opens a value: `return (1,)` is a tuple, `f(1,)` is a call. */
const BEFORE_VALUE =
  /\b(?:and|as|assert|await|case|del|elif|else|except|for|from|if|in|is|lambda|match|not|or|raise|return|while|with|yield)$/;

/** A comma before the end makes a tuple of one value in round brackets and in a subscript, and nothing elsewhere. */
function isList(bracket: string, before: string): boolean {
  const isApplied = /[\w)\]}"']$/.test(before) && !BEFORE_VALUE.test(before);
  return bracket === '(' ? isApplied : bracket === '{' || !isApplied;
}

/** The indentation of a unit's first line that is not blank. */
function indentOf(unit: string): string {
  return /^(?:[^\S\n]*\n)*([^\S\n]*)/.exec(unit)?.[1] ?? '';
}

/** Groups pieces of units so that each group holds whole statements of the margin, on all three sides. */
export function groupWhole(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  let isDecorated = false;
  for (const piece of pieces.flatMap(inUnits)) {
    const group = groups.at(-1);
    const sides = [piece.base, piece.yours, piece.next];
    const isStart = !isDecorated && sides.every(([unit]) => unit === undefined || startsStatement(unit));
    if (group === undefined || isStart) groups.push([piece]);
    else group.push(piece);
    isDecorated = sides.some((units) => units.at(-1)?.trimStart().startsWith('@'));
  }
  return groups;
}

/** What both sides left as it was, one unit a piece. */
function inUnits(piece: Piece): Piece[] {
  if (piece.kind !== 'same') return [piece];
  const at = (lines: readonly string[], index: number): readonly string[] => lines.slice(index, index + 1);
  return piece.base.map((_, index) => {
    return { ...piece, base: at(piece.base, index), yours: at(piece.yours, index), next: at(piece.next, index) };
  });
}

/** Whether a unit starts a statement of the margin that does not go on with one before it. */
function startsStatement(unit: string): boolean {
  return indentOf(unit) === '' && /^(?!(?:else|elif|except|finally)\b)[\w@"'#]/.test(unit.trimStart());
}
