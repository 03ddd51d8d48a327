/** One reading of two additions at one place, and how the joined lines of that reading are put back. */
export interface Rotation {
  readonly yours: readonly string[];
  readonly next: readonly string[];
  restore(joined: readonly string[]): readonly string[] | undefined;
}

/** So far an addition is moved at most. */
const MOST = 40;

/**
 * The same additions can often be read as standing a few lines higher or lower: a function added between two others may
 * start with its own decorator, or end with the decorator of the next one. Yields the readings, the given one first.
 */
export function* rotations(
  yours: readonly string[],
  next: readonly string[],
  { before, after }: { before: readonly string[]; after: readonly string[] },
): Iterable<Rotation> {
  yield { yours, next, restore: (joined) => joined };
  const most = Math.min(MOST, yours.length, next.length);
  for (let count = 1; count <= most; count++) {
    const line = before.at(-count);
    if (line === undefined || yours.at(-count) !== line || next.at(-count) !== line) break;
    const moved = before.slice(-count);
    const up = (lines: readonly string[]): readonly string[] => [...moved, ...lines.slice(0, -count)];
    yield { yours: up(yours), next: up(next), restore: (joined) => [...joined.slice(count), ...moved] };
  }
  for (let count = 1; count <= most; count++) {
    const line = after[count - 1];
    if (line === undefined || yours[count - 1] !== line || next[count - 1] !== line) break;
    const moved = after.slice(0, count);
    const down = (lines: readonly string[]): readonly string[] => [...lines.slice(count), ...moved];
    yield {
      yours: down(yours),
      next: down(next),
      restore(joined) {
        const isInPlace = moved.every((line, index) => line === joined[joined.length - count + index]);
        return isInPlace ? [...moved, ...joined.slice(0, -count)] : undefined;
      },
    };
  }
}
