import type { Match } from './compact.js';
import type { Diagonals, Middle, Range, Reach } from './search.js';

/** More equal lines than this in a row are no accident. */
export const LONG_RUN = 20;

/** How far two searches have come. */
export interface Progress {
  readonly ahead: Diagonals;
  readonly back: Diagonals;
  /** From each end. */
  readonly edits: number;
}

/** A way is promising where it covered so many lines for each of its edits. */
const LINES_PER_EDIT = 4;

/**
 * The point that came furthest from its end of a range, not counting how far it strayed, and that ends a long run of
 * equal lines. First among those from the start, then among those from the end.
 */
export function promising(
  a: readonly number[],
  b: readonly number[],
  range: Range,
  reach: Reach,
  { ahead, back, edits }: Progress,
): Middle | undefined {
  const least = LINES_PER_EDIT * edits;
  const fromStart = best(points(reach.forward, reach.zero, ahead), least, (point) => {
    const isRun = point.base < range.end && point.side < range.to && endsRun(a, b, range, point);
    const strayed = Math.abs(point.base - point.side - (range.start - range.from));
    return isRun ? point.base - range.start + point.side - range.from - strayed : undefined;
  });
  if (fromStart !== undefined) return { ...fromStart, isShortBefore: true, isShortAfter: false };
  const fromEnd = best(points(reach.backward, reach.zero, back), least, (point) => {
    const isRun = range.start < point.base && range.from < point.side && beginsRun(a, b, range, point);
    const strayed = Math.abs(point.base - point.side - (range.end - range.to));
    return isRun ? range.end - point.base + range.to - point.side - strayed : undefined;
  });
  return fromEnd && { ...fromEnd, isShortBefore: false, isShortAfter: true };
}

/** The point that came furthest from its end of a range: where the search is given up, that is the best there is. */
export function furthest(range: Range, reach: Reach, ahead: Diagonals, back: Diagonals): Middle {
  const reached = best(
    points(reach.forward, reach.zero, ahead).map((point) => clip(point, range)),
    -1,
    ({ base, side }) => base + side,
  );
  const reachedBack = best(
    points(reach.backward, reach.zero, back).map((point) => clip(point, range)),
    -Infinity,
    ({ base, side }) => -(base + side),
  );
  const start = { base: range.start, side: range.from };
  const end = { base: range.end, side: range.to };
  const isAhead = distance(reachedBack ?? end, end) < distance(start, reached ?? start);
  return isAhead
    ? { ...(reached ?? start), isShortBefore: true, isShortAfter: false }
    : { ...(reachedBack ?? end), isShortBefore: false, isShortAfter: true };
}

function distance(one: Match, other: Match): number {
  return other.base + other.side - (one.base + one.side);
}

/** The points that a search came to, highest diagonal first. */
function points(reach: Int32Array, zero: number, { low, high }: Diagonals): Match[] {
  const found: Match[] = [];
  for (let diagonal = high; diagonal >= low; diagonal -= 2) {
    const base = reach[zero + diagonal] ?? -1;
    found.push({ base, side: base - diagonal });
  }
  return found;
}

/** The first point of the highest worth, where that is above a limit. */
function best(candidates: readonly Match[], limit: number, worthOf: (point: Match) => number | undefined): Match | undefined {
  let [found, most]: [Match | undefined, number] = [undefined, limit];
  for (const point of candidates) {
    const worth = worthOf(point);
    if (worth !== undefined && worth > most) [found, most] = [point, worth];
  }
  return found;
}

/** A search may step over the edge of a range; the point on its diagonal that is still inside. */
function clip(point: Match, { start, end, from, to }: Range): Match {
  const diagonal = point.base - point.side;
  const base = Math.min(Math.max(point.base, start), end);
  const side = Math.min(Math.max(base - diagonal, from), to);
  return { base: side + diagonal, side };
}

function endsRun(a: readonly number[], b: readonly number[], { start, from }: Range, { base, side }: Match): boolean {
  return start + LONG_RUN <= base && from + LONG_RUN <= side && isRun(a, b, base - LONG_RUN, side - LONG_RUN);
}

function beginsRun(a: readonly number[], b: readonly number[], { end, to }: Range, { base, side }: Match): boolean {
  return base <= end - LONG_RUN && side <= to - LONG_RUN && isRun(a, b, base, side);
}

function isRun(a: readonly number[], b: readonly number[], base: number, side: number): boolean {
  for (let at = 0; at < LONG_RUN; at++) if (a[base + at] !== b[side + at]) return false;
  return true;
}
