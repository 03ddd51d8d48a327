/** Two words are near when less than this share of the longer one differs: `gpu` is not a mistyped `cpu`. */
const NEAR = 1 / 3;
/** Longer words are not typed, and take too long to compare. */
const LONGEST = 100;

/**
 * The candidate that a mistyped word most likely means. A number is not a mistyped other number: whoever writes `3.14` or
 * `week9` means that, so a candidate has the same digits.
 *
 * @returns the nearest candidate by edit distance, or nothing when none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const length = Math.max(word.length, candidate.length);
    if (length > LONGEST || Math.abs(word.length - candidate.length) >= NEAR * length) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (digits(word) !== digits(candidate) || distance >= NEAR * length) continue;
    if (best === undefined || distance < best.distance) best = { candidate, distance };
  }
  return best?.candidate;
}

/** The beginning of a remedy where a word is near to a known one; else nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : `Did you mean ${near}? `;
}

/** Insertions, deletions, substitutions and swaps of neighbours, each at cost one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let swapped: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(substituted, at(row, j) + 1, at(next, j - 1) + 1, isSwap ? at(swapped, j - 2) + 1 : Infinity));
    }
    swapped = row;
    row = next;
  }
  return at(row, b.length);
}

function digits(word: string): string {
  return word.replaceAll(/\D/g, '');
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
