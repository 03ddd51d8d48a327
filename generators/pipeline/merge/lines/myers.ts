import type { Match } from './compact.js';
import { furthest, LONG_RUN, promising } from './cutoff.js';
import type { Diagonals, Middle, Range, Reach } from './search.js';

export function makeReach(length: number, otherLength: number): Reach {
  const size = length + otherLength + 4;
  return {
    forward: new Int32Array(size),
    backward: new Int32Array(size),
    zero: otherLength + 2,
    mostEdits: Math.max(FEW_EDITS, roughRoot(size - 1)),
  };
}

/** As long as the way is so short, it is searched for to its end. */
const FEW_EDITS = 256;
const FAR = 2 ** 31 - 1;

/** The power of two next above a square root, as git reckons it. */
export function roughRoot(number: number): number {
  let root = 1;
  for (let rest = number; rest > 0; rest >>= 2) root *= 2;
  return root;
}

/**
 * Finds a point on a shortest path of edits through a range, by searching from both ends until they meet (Myers, "An
 * O(ND) difference algorithm and its variations", 1986, section 4b). Among equally short paths it takes the highest
 * diagonal first. Where the path is long, a good point is taken for the best one, exactly when git takes it: only so
 * do the two agree on files that differ much, and the time stays bounded.
 *
 * @param isShort whether the path is known to be short, so that it is searched to the end.
 */
export function findMiddle(a: readonly number[], b: readonly number[], range: Range, reach: Reach, isShort: boolean): Middle {
  const ahead = startOf(range, 'forward');
  const back = startOf(range, 'backward');
  const isOdd = ((ahead.low - back.low) & 1) !== 0;
  reach.forward[reach.zero + ahead.low] = range.start;
  reach.backward[reach.zero + back.low] = range.end;
  for (let edits = 1; ; edits++) {
    widen(ahead, range, reach.forward, reach.zero, -1);
    const met = searchForward(a, b, range, reach, ahead, isOdd ? back : NOWHERE);
    if (met !== undefined) return { ...met, isShortBefore: true, isShortAfter: true };
    widen(back, range, reach.backward, reach.zero, FAR);
    const metBack = searchBackward(a, b, range, reach, back, isOdd ? NOWHERE : ahead);
    if (metBack !== undefined) return { ...metBack, isShortBefore: true, isShortAfter: true };
    if (isShort) continue;
    const hasRun = Math.max(ahead.longestRun, back.longestRun) > LONG_RUN;
    const found = edits > FEW_EDITS && hasRun ? promising(a, b, range, reach, { ahead, back, edits }) : undefined;
    if (found !== undefined) return found;
    if (edits >= reach.mostEdits) return furthest(range, reach, ahead, back);
  }
}

const NOWHERE: Diagonals = { low: 1, high: 0, longestRun: 0 };

function startOf({ start, end, from, to }: Range, direction: 'forward' | 'backward'): Diagonals {
  const diagonal = direction === 'forward' ? start - from : end - to;
  return { low: diagonal, high: diagonal, longestRun: 0 };
}

/** One more edit reaches one more diagonal on each side, as long as the range has them. */
function widen(diagonals: Diagonals, range: Range, reach: Int32Array, zero: number, unset: number): void {
  if (diagonals.low > range.start - range.to) reach[zero + --diagonals.low - 1] = unset;
  else diagonals.low++;
  if (diagonals.high < range.end - range.from) reach[zero + ++diagonals.high + 1] = unset;
  else diagonals.high--;
  diagonals.longestRun = 0;
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
    const first = below >= above ? below + 1 : above;
    let at = first;
    while (at < end && at - diagonal < to && a[at] === b[at - diagonal]) at++;
    own.longestRun = Math.max(own.longestRun, at - first);
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
    const first = below < above ? below : above - 1;
    let at = first;
    while (at > start && at - diagonal > from && a[at - 1] === b[at - diagonal - 1]) at--;
    own.longestRun = Math.max(own.longestRun, first - at);
    backward[zero + diagonal] = at;
    const hasMet = other.low <= diagonal && diagonal <= other.high && at <= (forward[zero + diagonal] ?? -1);
    if (hasMet) return { base: at, side: at - diagonal };
  }
  return undefined;
}
