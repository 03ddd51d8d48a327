import { roughRoot } from './myers.js';

/** How a line stands to the other file: it is not there, it is there, or it is there so often that it says nothing. */
const [ABSENT, FOUND, EVERYWHERE] = [0, 1, 2];

/** More than this many times is often, however long a file is. */
const OFTEN = 1024;

/**
 * The positions of the lines that are worth searching for. A line that the other file does not have cannot match; one
 * that it has everywhere (blank, a bracket) is left out where it stands among lines that cannot match, as git does: it
 * would tie together what does not belong together.
 *
 * @returns positions in `[start, end)`.
 */
export function worthSearching(lines: readonly number[], start: number, end: number, others: readonly number[]): number[] {
  const often = Math.min(roughRoot(lines.length), OFTEN);
  const counts = countEach(others);
  const standing = lines.map((line) => {
    const count = counts.get(line) ?? 0;
    return count === 0 ? ABSENT : count >= often ? EVERYWHERE : FOUND;
  });
  const positions: number[] = [];
  for (let at = start; at < end; at++) {
    const isWorth = standing[at] === FOUND || (standing[at] === EVERYWHERE && !isAmongAbsent(standing, at, start, end));
    if (isWorth) positions.push(at);
  }
  return positions;
}

function countEach(lines: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** So far around a line is looked. */
const WINDOW = 100;
/** At most one in so many of the lines around may be everywhere. */
const SHARE = 4;

/** Whether a line stands, on both sides, in a stretch that cannot match but for a few lines that are everywhere. */
function isAmongAbsent(standing: readonly number[], at: number, start: number, end: number): boolean {
  const before = lookAround(standing, at, -1, Math.max(start, at - WINDOW));
  const after = lookAround(standing, at, 1, Math.min(end - 1, at + WINDOW));
  const everywhere = before.everywhere + after.everywhere + 2;
  return before.absent > 0 && after.absent > 0 && everywhere * SHARE < everywhere + before.absent + after.absent;
}

/** Counts the lines from a place up to the next one that is found, or to the last place. */
function lookAround(standing: readonly number[], at: number, step: 1 | -1, last: number): { absent: number; everywhere: number } {
  const seen = { absent: 0, everywhere: 0 };
  for (let place = at + step; step * (last - place) >= 0 && standing[place] !== FOUND; place += step) {
    if (standing[place] === ABSENT) seen.absent++;
    else seen.everywhere++;
  }
  return seen;
}
