import type { Piece } from './merge_pieces.js';

/**
 * The person's lines at a place where we take back what we put there, beside an edit of theirs: lines that stand there once,
 * as we put them, go. Nothing where that is not so.
 */
export function withoutOurs({ kind, base, yours, next }: Piece): readonly string[] | undefined {
  const count = base.length - next.length;
  if (kind !== 'conflict' || count <= 0) return undefined;
  const start = next.findIndex((line, index) => line !== base[index]);
  const from = start < 0 ? next.length : start;
  if (!standsAt(base, next.slice(from), from + count)) return undefined;
  const ours = base.slice(from, from + count);
  const places = yours.flatMap((_, index) => (standsAt(yours, ours, index) ? [index] : []));
  const [place, ...others] = places;
  return place === undefined || others.length > 0 ? undefined : yours.toSpliced(place, count);
}

function standsAt(lines: readonly string[], part: readonly string[], at: number): boolean {
  return part.every((line, index) => line === lines[at + index]);
}
