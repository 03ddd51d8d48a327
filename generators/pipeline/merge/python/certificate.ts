import type { ThreeVersions } from '../lines/pieces.js';
import type { LogicalLine } from './logical_lines.js';

/**
 * Whether a merged module has what both sides changed, token for token: each statement that one of them added or changed is
 * in it, each that one of them took away is gone, and nothing else came or went. What both added may stand once, and a
 * comment of ours may be left out.
 */
export function hasBothChanges(merged: readonly LogicalLine[], { base, yours, next }: ThreeVersions<LogicalLine>): boolean {
  const [after, before, theirs, ours] = [merged, base, yours, next].map(countKeys) as [Counts, Counts, Counts, Counts];
  const all = new Map([merged, base, yours, next].flatMap((lines) => lines.map((line) => [line.key, line])));
  return [...all].every(([key, { isComment, lines }]) => {
    const counts = { base: before.get(key) ?? 0, yours: theirs.get(key) ?? 0, next: ours.get(key) ?? 0 };
    const { least, most } = boundsOf(counts, isComment);
    const count = after.get(key) ?? 0;
    return lines.length === 0 || (least <= count && count <= most);
  });
}

type Counts = ReadonlyMap<string, number>;

function countKeys(lines: readonly LogicalLine[]): Counts {
  const counts = new Map<string, number>();
  for (const { key } of lines) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** How often something may stand in the merged module, by how often it stands in the three versions. */
function boundsOf(
  { base, yours, next }: { base: number; yours: number; next: number },
  isComment: boolean,
): { least: number; most: number } {
  const together = Math.max(0, yours + next - base);
  if (yours < base && next < base) return { least: together, most: Math.min(yours, next) };
  if (yours > base && next > base) return { least: isComment ? yours : Math.max(yours, next), most: together };
  return { least: isComment && next > base ? yours : together, most: together };
}
