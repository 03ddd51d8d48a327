import type { Range } from './merge_middle.js';
import type { Match } from './merge_settle.js';

/** Cuts a range at the lines that stand exactly once on both sides, in one order; no parts where there are none. */
export function splitAtUnique(a: readonly number[], b: readonly number[], range: Range): Range[] {
  const parts: Range[] = [];
  let [start, from] = [range.start, range.from];
  for (const anchor of longestIncreasing(uniqueInBoth(a, b, range))) {
    parts.push({ start, end: anchor.base, from, to: anchor.side });
    // The anchor opens the next part, where it is matched as an equal end.
    [start, from] = [anchor.base, anchor.side];
  }
  return parts.length === 0 ? [] : [...parts, { start, end: range.end, from, to: range.to }];
}

function uniqueInBoth(a: readonly number[], b: readonly number[], range: Range): Match[] {
  const others = positionsOfUnique(b, range.from, range.to);
  const found: Match[] = [];
  for (const [line, position] of positionsOfUnique(a, range.start, range.end)) {
    const other = others.get(line);
    if (position >= 0 && other !== undefined && other >= 0) found.push({ base: position, side: other });
  }
  return found.sort((one, two) => one.base - two.base);
}

/** Where each line stands, -1 where it stands more than once. */
function positionsOfUnique(lines: readonly number[], start: number, end: number): Map<number, number> {
  const positions = new Map<number, number>();
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? -1;
    positions.set(line, positions.has(line) ? -1 : at);
  }
  return positions;
}

/** The longest run of matches that keeps its order on both sides (patience sorting). */
function longestIncreasing(matches: readonly Match[]): Match[] {
  const tops: number[] = [];
  const previous: number[] = [];
  matches.forEach((match, index) => {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((matches[tops[middle] ?? 0]?.side ?? 0) < match.side) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? (tops[low - 1] ?? -1) : -1);
    tops[low] = index;
  });
  const run: Match[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const match = matches[at];
    if (match !== undefined) run.push(match);
  }
  return run.reverse();
}
