import type { Piece } from '../lines/pieces.js';
import { type AdditiveText, takeNew } from './items.js';

/** Lines that one side added, and what the other side made of the place, in the order in which both should stand. */
export interface Addition {
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** Which of the two is the addition. */
  readonly added: 'above' | 'below';
  /** Ours leaves out what the person has; the person's never does. */
  readonly isOurs: boolean;
  /** Whether nothing stood here before: then both are additions. */
  readonly isBoth: boolean;
}

/** Reads a piece as an addition beside what the other side did there; nothing where both changed the same lines. */
export function additionOf({ kind, base, yours, next }: Piece): Addition | undefined {
  if (kind !== 'conflict' && (kind !== 'next' || base.length > 0)) return undefined;
  if (base.length === 0) return { above: yours, below: next, added: 'below', isOurs: true, isBoth: true };
  return addedTo(base, next, yours, true) ?? addedTo(base, yours, next, false);
}

/** One side kept the lines and added to them, at their end or at their start; the other changed them. */
function addedTo(base: readonly string[], adding: readonly string[], changing: readonly string[], isOurs: boolean): Addition | undefined {
  const count = adding.length - base.length;
  if (count < 0) return undefined;
  if (base.every((line, index) => line === adding[index])) {
    return { above: changing, below: adding.slice(base.length), added: 'below', isOurs, isBoth: false };
  }
  if (base.every((line, index) => line === adding[count + index])) {
    return { above: adding.slice(0, count), below: changing, added: 'above', isOurs, isBoth: false };
  }
  return undefined;
}

/** The person's lines around an addition. */
export interface Surroundings {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly lineEnd: string;
  /** Which of two additions stands first. */
  readonly first: 'yours' | 'next';
}

export interface Joined {
  readonly lines: readonly string[];
  readonly yoursStays: readonly string[];
}

/** Makes one stretch of lines of an addition and what stands beside it; nothing where that is not certain. */
export function joinAddition(addition: Addition, around: Surroundings, text: AdditiveText): Joined | undefined {
  if (!addition.isBoth) return joinWhole(addition, around, text);
  for (const { yours, next, restore } of readings(addition.above, addition.below, around)) {
    const joined = joinWhole({ ...addition, above: yours, below: next }, around, text);
    const lines = joined && restore(joined.lines);
    if (joined !== undefined && lines !== undefined) return { ...joined, lines };
  }
  return undefined;
}

function joinWhole(addition: Addition, around: Surroundings, text: AdditiveText): Joined | undefined {
  const { before, after, lineEnd, first } = around;
  const { above, below, added, isOurs, isBoth } = addition;
  const other = added === 'above' ? below : above;
  const [items, others] = [text.cut(addition[added]), text.cut(other)];
  if (text.fits?.(before) === false || items === undefined || (isBoth && others === undefined)) return undefined;
  const joined = (one: readonly string[], two: readonly string[], yoursStays: readonly string[]): Joined | undefined => {
    const lines = one.length === 0 || two.length === 0 ? [...one, ...two] : text.join(one, two, lineEnd);
    return lines && { lines, yoursStays };
  };
  if (!isOurs) return joined(above, below, []);
  const taken = takeNew(items, others ?? [], new Set(text.present?.(before, after)));
  if (taken === undefined) return undefined;
  const isOnTop = added === 'above' || (isBoth && first === 'next');
  return isOnTop ? joined(taken.lines, other, taken.yoursStays) : joined(other, taken.lines, taken.yoursStays);
}

/** One reading of two additions at one place, and how the joined lines of that reading are put back. */
interface Reading {
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
export function* readings(
  yours: readonly string[],
  next: readonly string[],
  { before, after }: { before: readonly string[]; after: readonly string[] },
): Iterable<Reading> {
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
