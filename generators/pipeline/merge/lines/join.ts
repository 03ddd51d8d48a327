/** Gives the last line of some lines an end. */
export function withEnd(lines: readonly string[], lineEnd: string): readonly string[] {
  const last = lines.at(-1);
  return last === undefined || last.endsWith('\n') ? lines : [...lines.slice(0, -1), last + lineEnd];
}

/** Joins two additions with at least so many blank lines between them. */
export function joinWithGap(first: readonly string[], second: readonly string[], lineEnd: string, gap: number): readonly string[] {
  const start = withEnd(first, lineEnd);
  const isBlank = (line: string): boolean => line.trim() === '';
  const before = start.length - 1 - start.findLastIndex((line) => !isBlank(line));
  const after = second.findIndex((line) => !isBlank(line));
  const missing = start.length === 0 || after < 0 ? 0 : Math.max(0, gap - before - after);
  return [...start, ...Array.from({ length: missing }, () => lineEnd), ...second];
}
