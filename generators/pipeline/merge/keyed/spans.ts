/** Characters `[from, to)` of a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the line begins on which a character stands. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line on which a character stands has ended, with its end. */
export function lineEnd(text: string, at: number): number {
  return text.indexOf('\n', at) + 1 || text.length;
}

/** The whole lines of a span; its last character is before `to`. */
export function wholeLines(text: string, { from, to }: Span): Span {
  return { from: lineStart(text, from), to: lineEnd(text, Math.max(from, to - 1)) };
}

/** Where the lines begin that lead to a line: the comments directly above it, and with `blank` the blank lines above these. */
export function leadStart(text: string, at: number, least: number, blank: boolean): number {
  let start = lineStart(text, at);
  const climb = (fits: (line: string) => boolean): void => {
    while (start > least && fits(text.slice(lineStart(text, start - 1), start))) start = lineStart(text, start - 1);
  };
  climb(isComment);
  const comments = start;
  climb((line) => line.trim() === '');
  return blank ? start : comments;
}

/**
 * The lines of ours that lead to an entry, for another text: a comment that stands there already is not said again.
 *
 * @param from where the entry begins in `next`.
 */
export function leadFor(text: string, next: string, from: number, blank: boolean): string {
  const known = new Set(commentLines(text));
  const lines = next.slice(leadStart(next, from, 0, blank), lineStart(next, from)).split(/(?<=\n)/);
  return lines.filter((line) => !isComment(line) || !known.has(line.trim())).join('');
}

export function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

/** The comments that stand alone on a line. */
export function commentLines(text: string): string[] {
  return text
    .split('\n')
    .filter(isComment)
    .map((line) => line.trim());
}

/** Puts whole lines into a text, at the beginning of a line or at the end. */
export function insertLines(text: string, at: number, lines: string, newline: string): string {
  const before = text.slice(0, at);
  const start = before === '' || before.endsWith('\n') ? before : before + newline;
  return start + (lines.endsWith('\n') || lines === '' ? lines : lines + newline) + text.slice(at);
}

/** Tells of a comment whether we wrote it. */
export type IsOurs = (comment: string) => boolean;

/**
 * Takes whole lines out of a text, with the comments above them that are ours. What the person commented stays, a comment behind
 * an entry on a line of its own.
 *
 * @param comments comments behind entries, where they stand.
 */
export function removeLines(text: string, spans: readonly Span[], comments: readonly Span[], isOurs: IsOurs): string {
  let result = text;
  for (const span of [...spans].sort((a, b) => b.from - a.from)) {
    const { from, to } = wholeLines(text, span);
    const kept = comments
      .filter((comment) => comment.from >= from && comment.to <= to)
      .map((comment) => text.slice(comment.from, comment.to).trim())
      .filter((comment) => !isOurs(comment));
    const indent = /^[ \t]*/.exec(text.slice(from, to))?.[0] ?? '';
    const start = kept.length > 0 ? from : startOfOurs(result, from, isOurs);
    const newline = text.slice(from, to).endsWith('\r\n') ? '\r\n' : '\n';
    result = closeGap(result.slice(0, start), kept.map((comment) => indent + comment + newline).join(''), result.slice(to));
  }
  return result;
}

/** Climbs over our comments above a line, and over nothing else. */
function startOfOurs(text: string, at: number, isOurs: IsOurs): number {
  let start = at;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start);
    if (!isComment(line) || !isOurs(line.trim())) break;
    start = above;
  }
  return start;
}

/** Of the blank lines on both sides of what went, those of one side are enough. */
function closeGap(before: string, kept: string, after: string): string {
  const isGapBefore = before === '' || /(?:^|\n)[ \t]*\r?\n$/.test(before);
  if (kept !== '') return before + kept + after;
  if (after.trim() === '') return before.replace(/(\r?\n)(?:[ \t]*\r?\n)+$/, '$1') + after.replace(/^(?:[ \t]*\r?\n)+/, '');
  return before + (isGapBefore ? after.replace(/^(?:[ \t]*\r?\n)+/, '') : after);
}
