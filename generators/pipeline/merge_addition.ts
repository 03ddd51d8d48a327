import { takeNew, type AdditiveText } from './merge_items.js';
import type { Piece } from './merge_pieces.js';
import { rotations } from './merge_rotate.js';

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
function addedTo(
  base: readonly string[],
  adding: readonly string[],
  changing: readonly string[],
  isOurs: boolean,
): Addition | undefined {
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
  for (const { yours, next, restore } of rotations(addition.above, addition.below, around)) {
    const joined = joinWhole({ ...addition, above: yours, below: next }, around, text);
    const lines = joined && restore(joined.lines);
    if (joined !== undefined && lines !== undefined) return { ...joined, lines };
  }
  return undefined;
}

function joinWhole(addition: Addition, around: Surroundings, text: AdditiveText): Joined | undefined {
  const { before, after, lineEnd, first } = around;
  const { above, below, added, isOurs, isBoth } = addition;
  const items = text.cut(addition[added]);
  const others = text.cut(added === 'above' ? below : above);
  if (items === undefined || (isBoth && others === undefined)) return undefined;
  if (!isOurs) return { lines: text.join(above, below, lineEnd), yoursStays: [] };
  const taken = takeNew(items, others ?? [], new Set(text.present?.(before, after)));
  if (taken === undefined) return undefined;
  const isOnTop = added === 'above' || (isBoth && first === 'next');
  const parts = isOnTop ? ([taken.lines, added === 'above' ? below : above] as const) : ([above, taken.lines] as const);
  const lines = taken.lines.length === 0 ? parts.flat() : text.join(...parts, lineEnd);
  return { lines, yoursStays: taken.yoursStays };
}
