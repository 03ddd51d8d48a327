/**
 * Where the comment of a line begins, of a format whose comments begin with `#`: at the start of the line or after a blank, and not in
 * quotes that close on the line. A quote within a word, as in `it's`, opens nothing.
 *
 * @returns the length of the line where it has none.
 */
export function hashCommentStart(line: string): number {
  let isStart = true;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === '#' && isStart) return at;
    const before = line[at - 1] ?? ' ';
    if ((sign === '"' || sign === "'") && !/[\w\\]/.test(before)) at = quoteEnd(line, at, sign) ?? at;
    isStart = /\s/.test(line[at] ?? '');
  }
  return line.length;
}

/** Where a quote closes; nothing where it does not on this line. Only in double quotes a backslash keeps one from closing. */
function quoteEnd(line: string, start: number, quote: string): number | undefined {
  let end = line.indexOf(quote, start + 1);
  while (quote === '"' && end > 0 && isEscaped(line, end)) end = line.indexOf(quote, end + 1);
  return end < 0 ? undefined : end;
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
