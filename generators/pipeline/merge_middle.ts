import type { Match } from './merge_settle.js';

/** Lines `[start, end)` of one file against lines `[from, to)` of another. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How far the searches from both ends of a range came on each diagonal (a position in the first file less one in the
 * second). Allocated once for all ranges of two files; `zero` is where diagonal 0 stands.
 */
export interface Reach {
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  readonly zero: number;
}

export function makeReach(length: number, otherLength: number): Reach {
  const size = length + otherLength + 4;
  return { forward: new Int32Array(size), backward: new Int32Array(size), zero: otherLength + 2 };
}

/** After this many edits from each end, two ranges have so little in common that the search is given up. */
const MOST_EDITS = 2_000;
const FAR = 2 ** 31 - 1;

/**
 * Finds a point on a shortest path of edits through a range, by searching from both ends until they meet (Myers, "An
 * O(ND) difference algorithm and its variations", 1986, section 4b). Among equally short paths it takes the highest
 * diagonal first.
 *
 * @returns nothing where the path is too long.
 */
export function findMiddle(a: readonly number[], b: readonly number[], range: Range, reach: Reach): Match | undefined {
  const ahead = startOf(range, 'forward');
  const back = startOf(range, 'backward');
  const isOdd = ((ahead.low - back.low) & 1) !== 0;
  reach.forward[reach.zero + ahead.low] = range.start;
  reach.backward[reach.zero + back.low] = range.end;
  for (let edits = 1; edits <= MOST_EDITS; edits++) {
    widen(ahead, range, reach.forward, reach.zero, -1);
    const met = searchForward(a, b, range, reach, ahead, isOdd ? back : NOWHERE);
    if (met !== undefined) return met;
    widen(back, range, reach.backward, reach.zero, FAR);
    const metBack = searchBackward(a, b, range, reach, back, isOdd ? NOWHERE : ahead);
    if (metBack !== undefined) return metBack;
  }
  return undefined;
}

/** The diagonals a search has come to. */
interface Diagonals {
  low: number;
  high: number;
}

const NOWHERE: Diagonals = { low: 1, high: 0 };

function startOf({ start, end, from, to }: Range, direction: 'forward' | 'backward'): Diagonals {
  const diagonal = direction === 'forward' ? start - from : end - to;
  return { low: diagonal, high: diagonal };
}

/** One more edit reaches one more diagonal on each side, as long as the range has them. */
function widen(diagonals: Diagonals, range: Range, reach: Int32Array, zero: number, unset: number): void {
  if (diagonals.low > range.start - range.to) reach[zero + --diagonals.low - 1] = unset;
  else diagonals.low++;
  if (diagonals.high < range.end - range.from) reach[zero + ++diagonals.high + 1] = unset;
  else diagonals.high--;
}

function searchForward(
  a: readonly number[],
  b: readonly number[],
  { end, to }: Range,
  { forward, backward, zero }: Reach,
  own: Diagonals,
  other: Diagonals,
): Match | undefined {
  for (let diagonal = own.high; diagonal >= own.low; diagonal -= 2) {
    const [below, above] = [forward[zero + diagonal - 1] ?? -1, forward[zero + diagonal + 1] ?? -1];
    let at = below >= above ? below + 1 : above;
    while (at < end && at - diagonal < to && a[at] === b[at - diagonal]) at++;
    forward[zero + diagonal] = at;
    const hasMet = other.low <= diagonal && diagonal <= other.high && (backward[zero + diagonal] ?? FAR) <= at;
    if (hasMet) return { base: at, side: at - diagonal };
  }
  return undefined;
}

function searchBackward(
  a: readonly number[],
  b: readonly number[],
  { start, from }: Range,
  { forward, backward, zero }: Reach,
  own: Diagonals,
  other: Diagonals,
): Match | undefined {
  for (let diagonal = own.high; diagonal >= own.low; diagonal -= 2) {
    const [below, above] = [backward[zero + diagonal - 1] ?? FAR, backward[zero + diagonal + 1] ?? FAR];
    let at = below < above ? below : above - 1;
    while (at > start && at - diagonal > from && a[at - 1] === b[at - diagonal - 1]) at--;
    backward[zero + diagonal] = at;
    const hasMet = other.low <= diagonal && diagonal <= other.high && at <= (forward[zero + diagonal] ?? -1);
    if (hasMet) return { base: at, side: at - diagonal };
  }
  return undefined;
}
