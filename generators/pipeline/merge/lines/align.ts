import { compact, type Match } from './compact.js';
import { worthSearching } from './discard_frequent.js';
import { findMiddle, makeReach } from './myers.js';
import type { Range } from './search.js';

/** A stretch of base lines `[start, end)` that one side replaced by its lines `[from, to)`. */
export type Hunk = Range;

/**
 * Lists what `side` changed in `base`, in the places where git puts the changes: the shortest list of edits (Myers
 * 1986, in linear space), or, where that takes too long, the one that git takes instead.
 *
 * @param base lines as numbers: equal numbers, equal lines.
 */
export function align(base: readonly number[], side: readonly number[]): Hunk[] {
  const matches: Match[] = [];
  const whole = trimEnds(base, side, { start: 0, end: base.length, from: 0, to: side.length }, matches);
  const inBase = worthSearching(base, whole.start, whole.end, side);
  const inSide = worthSearching(side, whole.from, whole.to, base);
  for (const match of matchLines(inBase.map(lineOf(base)), inSide.map(lineOf(side)))) {
    matches.push({ base: inBase[match.base] ?? 0, side: inSide[match.side] ?? 0 });
  }
  matches.sort((a, b) => a.base - b.base);
  return hunksBetween(compact(base, side, matches), base.length, side.length);
}

function lineOf(lines: readonly number[]): (position: number) => number {
  return (position) => lines[position] ?? -1;
}

/** All matches are found as equal ends of ever smaller ranges. */
function matchLines(a: readonly number[], b: readonly number[]): Match[] {
  const matches: Match[] = [];
  const reach = makeReach(a.length, b.length);
  const queue: { range: Range; isShort: boolean }[] = [{ range: { start: 0, end: a.length, from: 0, to: b.length }, isShort: false }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const rest = trimEnds(a, b, next.range, matches);
    if (rest.start === rest.end || rest.from === rest.to) continue;
    const { base, side, isShortBefore, isShortAfter } = findMiddle(a, b, rest, reach, next.isShort);
    queue.push({ range: { ...rest, end: base, to: side }, isShort: isShortBefore });
    queue.push({ range: { ...rest, start: base, from: side }, isShort: isShortAfter });
  }
  return matches;
}

/** Matches equal lines at both ends of a range; what is left is returned. */
function trimEnds(a: readonly number[], b: readonly number[], range: Range, matches: Match[]): Range {
  let { start, end, from, to } = range;
  while (start < end && from < to && a[start] === b[from]) matches.push({ base: start++, side: from++ });
  while (start < end && from < to && a[end - 1] === b[to - 1]) matches.push({ base: --end, side: --to });
  return { start, end, from, to };
}

function hunksBetween(matches: readonly Match[], baseLength: number, sideLength: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [start, from] = [0, 0];
  for (const match of [...matches, { base: baseLength, side: sideLength }]) {
    if (match.base > start || match.side > from) hunks.push({ start, end: match.base, from, to: match.side });
    [start, from] = [match.base + 1, match.side + 1];
  }
  return hunks;
}
