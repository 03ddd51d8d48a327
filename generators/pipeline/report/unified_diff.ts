import { align, type Hunk } from '../merge/lines/align.js';
import { LineNumbers, splitLines } from '../merge/lines/pieces.js';

/** Lines of context around a change, as `diff -u` shows them. */
const CONTEXT = 3;

/** What `diff -u`, `patch` and git write below a last line without an end. */
export const NO_END = '\\ No newline at end of file';

/**
 * The changed lines of a file with their surroundings, in unified form without file headers: `patch` and `git apply` make
 * the new text of the old one with it. The changes are found as the merge finds them.
 *
 * @returns lines that start with `@@`, a blank, `-`, `+` or a backslash; none when both texts are equal.
 */
export function unifiedDiff(before: string, after: string): string[] {
  const [old, fresh] = [splitLines(before), splitLines(after)];
  const numbers = new LineNumbers();
  return groupHunks(align(numbers.of(old), numbers.of(fresh))).flatMap((group) => printGroup(group, old, fresh));
}

/** Hunks whose surroundings touch are shown as one. */
function groupHunks(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && hunk.start - last.end <= 2 * CONTEXT) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function printGroup(group: readonly Hunk[], old: readonly string[], fresh: readonly string[]): string[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const lead = Math.min(CONTEXT, first.start);
  const trail = Math.min(CONTEXT, old.length - last.end);
  const ranges = [rangeOf(first.start - lead, last.end + trail), rangeOf(first.from - lead, last.to + trail)];
  const changes = group.flatMap(({ start, end, from, to }, index) => {
    const at = group[index - 1]?.end ?? start - lead;
    return [...printed(' ', old, at, start), ...printed('-', old, start, end), ...printed('+', fresh, from, to)];
  });
  return [`@@ -${ranges[0]} +${ranges[1]} @@`, ...changes, ...printed(' ', old, last.end, last.end + trail)];
}

function printed(sign: ' ' | '-' | '+', lines: readonly string[], start: number, end: number): string[] {
  return lines.slice(start, end).flatMap((line) => (line.endsWith('\n') ? sign + line.slice(0, -1) : [sign + line, NO_END]));
}

/** Where lines stand, counted from one; no lines stand after the line with that number. */
function rangeOf(start: number, end: number): string {
  return `${end === start ? start : start + 1},${end - start}`;
}
