import { type IsOurs, isComment, lineEnd, lineStart, removeLines, type Span } from './spans.js';

/** A list or mapping between brackets, as TOML and YAML write it in the flow of a line or one item a line. */
export interface Bracketed {
  /** From the opening bracket to behind the closing one. */
  readonly span: Span;
  readonly items: readonly Span[];
  /** Comments in the file. */
  readonly comments: readonly Span[];
}

/** An item as it stands in another text. */
export interface NewItem {
  readonly text: string;
  /** The comment lines above it; left out where the list stands in one line. */
  readonly lead: string;
  /** What stands before it on its line, if these are blanks. */
  readonly indent: string | undefined;
}

/** Reads the item of a span. */
export function newItem(text: string, { from, to }: Span, lead: string): NewItem {
  const before = text.slice(lineStart(text, from), from);
  return { text: text.slice(from, to), lead, indent: before.trim() === '' && before !== '' ? before : undefined };
}

/** The first item of an empty list stands in one line with the brackets, or on a line of its own, as it does in its text. */
function insertFirst(text: string, { from, to }: Span, { text: item, indent }: NewItem, newline: string): string {
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, from)))?.[0] ?? '';
  if (text.slice(from + 1, to - 1).trim() !== '') {
    // What stands between the brackets is a comment, which ends with its line.
    const end = lineStart(text, to - 1);
    return `${text.slice(0, end)}${outer}${indent ?? '    '}${item},${newline}${text.slice(end)}`;
  }
  const inner = indent === undefined ? item : `${newline}${outer}${indent}${item},${newline}${outer}`;
  return text.slice(0, from + 1) + inner + text.slice(to - 1);
}

/**
 * Puts an item into a list between brackets, as its neighbours are written.
 *
 * @param index before which item; their number: at the end.
 */
export function insertItem(text: string, { span, items, comments }: Bracketed, index: number, added: NewItem, newline: string): string {
  const { text: item, lead } = added;
  const neighbour = items[index] ?? items.at(-1);
  if (neighbour === undefined) return insertFirst(text, span, added, newline);
  const start = lineStart(text, neighbour.from);
  const isOneALine = text.slice(start, neighbour.from).trim() === '' && start > span.from;
  const indent = isOneALine ? text.slice(start, neighbour.from) : '';
  const above = isOneALine
    ? lead
        .split(/(?<=\n)/)
        .map((line) => (line.trim() === '' ? '' : indent + line.trimStart()))
        .join('')
    : '';
  if (index < items.length) {
    if (!isOneALine) return `${text.slice(0, neighbour.from)}${item}, ${text.slice(neighbour.from)}`;
    const at = startOfLead(text, start, span.from);
    return `${text.slice(0, at)}${above}${indent}${item},${newline}${text.slice(at)}`;
  }
  const comma = commaBehind(text, neighbour.to, span.to - 1, comments);
  if (!isOneALine) {
    const at = comma ?? neighbour.to;
    return `${text.slice(0, at)}${comma === undefined ? ',' : ''} ${item}${comma === undefined ? '' : ','}${text.slice(at)}`;
  }
  const closed = comma === undefined ? `${text.slice(0, neighbour.to)},${text.slice(neighbour.to)}` : text;
  const after = lineEnd(closed, (comma ?? neighbour.to + 1) - 1);
  return `${closed.slice(0, after)}${above}${indent}${item}${comma === undefined ? '' : ','}${newline}${closed.slice(after)}`;
}

function startOfLead(text: string, at: number, least: number): number {
  let start = at;
  while (start > least) {
    const above = lineStart(text, start - 1);
    if (above <= least || !isComment(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** Where the comma behind an item ends; nothing where there is none. */
function commaBehind(text: string, from: number, end: number, comments: readonly Span[]): number | undefined {
  for (let at = from; at < end; at++) {
    const comment = comments.find((each) => each.from === at);
    if (comment !== undefined) at = comment.to - 1;
    else if (text[at] === ',') return at + 1;
    else if (!/\s/.test(text[at] ?? '')) return undefined;
  }
  return undefined;
}

/** Takes an item out of a list between brackets. */
export function removeItem(text: string, { span, items, comments }: Bracketed, index: number, isOurs: IsOurs): string {
  const item = items[index];
  if (item === undefined) return text;
  const comma = commaBehind(text, item.to, span.to - 1, comments);
  const end = comma ?? item.to;
  const before = items[index - 1];
  const isLast = index === items.length - 1;
  const [start, lineAfter] = [lineStart(text, item.from), lineEnd(text, end - 1)];
  const rest = withoutComments(text, { from: end, to: lineAfter }, comments);
  const isAlone = start > span.from && text.slice(start, item.from).trim() === '' && rest.trim() === '' && lineAfter < span.to;
  const commaBefore = isLast && comma === undefined && before !== undefined ? commaBehind(text, before.to, item.from, comments) : undefined;
  if (isAlone) {
    const without = removeLines(text, [{ from: item.from, to: end }], comments, isOurs);
    return commaBefore === undefined ? without : without.slice(0, commaBefore - 1) + without.slice(commaBefore);
  }
  const next = items[index + 1];
  if (next !== undefined) return text.slice(0, item.from) + text.slice(next.from);
  if (before !== undefined) return text.slice(0, before.to) + text.slice(comma === undefined ? item.to : comma - 1);
  return text.slice(0, item.from) + text.slice(end);
}

function withoutComments(text: string, { from, to }: Span, comments: readonly Span[]): string {
  const first = comments.find((comment) => comment.from >= from && comment.from < to);
  return text.slice(from, first?.from ?? to);
}
