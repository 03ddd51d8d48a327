/** One line of base and one line of a side that are the same line. */
export interface Match {
  readonly base: number;
  readonly side: number;
}

/**
 * Moves ambiguous changes to where git puts them. An added blank line among blank lines could be any of them; which one
 * it is decides whether it touches a change of the other side. A change goes up as far as it can, which joins it with
 * changes it meets; then down again: to the last place where it replaces something, else to the lowest.
 */
export function compact(base: readonly number[], side: readonly number[], matches: readonly Match[]): Match[] {
  const inBase = matches.map((match) => match.base);
  const inSide = matches.map((match) => match.side);
  compactOne({ lines: base, at: inBase }, { lines: side, at: inSide });
  compactOne({ lines: side, at: inSide }, { lines: base, at: inBase });
  return inBase.map((at, index) => ({ base: at, side: inSide[index] ?? 0 }));
}

/** One side of the matches: its lines, and where in them each match stands. */
interface MatchedLines {
  readonly lines: readonly number[];
  readonly at: number[];
}

/** Gap `index` holds the unmatched lines right before match `index`; the last gap stands after all matches. */
function gap(side: MatchedLines, index: number): { start: number; end: number } {
  return { start: (side.at[index - 1] ?? -1) + 1, end: side.at[index] ?? side.lines.length };
}

function isEmpty(side: MatchedLines, index: number): boolean {
  const { start, end } = gap(side, index);
  return start === end;
}

function compactOne(own: MatchedLines, other: MatchedLines): void {
  for (let index = 0; index <= own.at.length; index++) {
    if (!isEmpty(own, index)) index = compactGap(own, other, index);
  }
}

/** Moves the change in one gap to its place; returns the gap in which it ends. */
function compactGap(own: MatchedLines, other: MatchedLines, index: number): number {
  for (;;) {
    const size = sizeOf(own, index);
    const top = slide(own, index, slideUp);
    const bottom = slide(own, top, slideDown);
    if (sizeOf(own, bottom) !== size) {
      index = bottom;
      continue;
    }
    let place = bottom;
    while (place > top && isEmpty(other, place)) place--;
    if (isEmpty(other, place)) return bottom;
    for (let at = bottom; at > place; at--) slideUp(own, at);
    return place;
  }
}

function sizeOf(side: MatchedLines, index: number): number {
  const { start, end } = gap(side, index);
  return end - start;
}

function slide(own: MatchedLines, index: number, step: (own: MatchedLines, index: number) => number): number {
  let at = index;
  for (let next = step(own, at); next !== at; next = step(own, at)) at = next;
  return at;
}

/** Where the line before a change equals its last line, the change can as well stand one line higher. */
function slideUp(own: MatchedLines, index: number): number {
  const { start, end } = gap(own, index);
  if (index === 0 || own.lines[start - 1] !== own.lines[end - 1]) return index;
  own.at[index - 1] = end - 1;
  return index - 1;
}

function slideDown(own: MatchedLines, index: number): number {
  const { start, end } = gap(own, index);
  if (index === own.at.length || own.lines[start] !== own.lines[end]) return index;
  own.at[index] = start;
  return index + 1;
}
