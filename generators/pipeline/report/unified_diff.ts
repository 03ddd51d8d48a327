import { diffIndices } from 'node-diff3';

/** Lines of context around a change, as `diff -u` shows them. */
const CONTEXT = 3;

interface Hunk {
  readonly before: readonly [start: number, length: number];
  readonly after: readonly [start: number, length: number];
}

/**
 * The changed lines of a file with their surroundings, in unified form without file headers.
 *
 * @returns lines that start with `@@`, a blank, `-` or `+`; none when both texts are equal.
 */
export function unifiedDiff(before: string, after: string): string[] {
  const old = splitLines(before);
  const fresh = splitLines(after);
  const hunks = diffIndices([...old], [...fresh]).map(({ buffer1, buffer2 }): Hunk => ({ before: buffer1, after: buffer2 }));
  return groupHunks(hunks).flatMap((group) => printGroup(group, old, fresh));
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Hunks whose surroundings touch are shown as one. */
function groupHunks(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    const near = last !== undefined && hunk.before[0] - (last.before[0] + last.before[1]) <= 2 * CONTEXT;
    if (near) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function printGroup(group: readonly Hunk[], old: readonly string[], fresh: readonly string[]): string[] {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = Math.max(0, first.before[0] - CONTEXT);
  const end = Math.min(old.length, last.before[0] + last.before[1] + CONTEXT);
  const shift = first.after[0] - first.before[0];
  const lines: string[] = [];
  let at = start;
  for (const { before, after } of group) {
    lines.push(...old.slice(at, before[0]).map((line) => ` ${line}`));
    lines.push(...old.slice(before[0], before[0] + before[1]).map((line) => `-${line}`));
    lines.push(...fresh.slice(after[0], after[0] + after[1]).map((line) => `+${line}`));
    at = before[0] + before[1];
  }
  lines.push(...old.slice(at, end).map((line) => ` ${line}`));
  const added = lines.filter((line) => !line.startsWith('-')).length;
  return [`@@ -${rangeOf(start, end - start)} +${rangeOf(start + shift, added)} @@`, ...lines];
}

/** Where lines stand, counted from one; no lines stand after the line with that number. */
function rangeOf(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}
