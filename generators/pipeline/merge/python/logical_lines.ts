import { type Facts, factsOf } from './facts.js';
import { type PythonToken, type PythonTokens, readPythonTokens } from './tokens.js';

/** A logical line of a Python module: a statement without the block below it, or a comment that stands alone. */
export interface LogicalLine {
  /** Blank lines above it. */
  readonly lead: readonly string[];
  /** The lines on which it is written; none for the blank lines at the end of a text. */
  readonly lines: readonly string[];
  /** What it says, whatever lines it is written on: two with one key differ in nothing but what a formatter decides. */
  readonly key: string;
  readonly indent: string;
  readonly isComment: boolean;
  /** Of the one with which a statement of the margin begins, or of a comment between two: what that is. */
  readonly begins?: Facts;
}

/**
 * Cuts Python lines into logical lines; joined again they are the lines. Nothing where the parser finds a mistake, where
 * indentation does not fit, or where the lines start within something.
 *
 * @param lines one character a byte, with their ends.
 */
export function readLogicalLines(lines: readonly string[]): LogicalLine[] | undefined {
  const text = decoded(lines.join(''));
  const read = text === undefined ? undefined : readPythonTokens(text);
  const groups = text === undefined || read === undefined ? undefined : cutTokens(read.tokens, text);
  if (text === undefined || read === undefined || groups === undefined || !fitsBlocks(groups, text)) return undefined;
  const lineAt = lineCounter(text);
  const logical: LogicalLine[] = [];
  let end = 0;
  for (const group of groups) {
    const [first, last] = [lineAt(group[0].from), lineAt((group.at(-1) ?? group[0]).to) + 1];
    logical.push({ lead: lines.slice(end, first), lines: lines.slice(first, last), ...saidBy(group, read, text) });
    end = last;
  }
  // What stands at the margin starts a line of its own.
  const begun = logical.filter(({ begins, isComment }) => begins !== undefined && !isComment).length;
  if (begun !== [...read.margin.values()].filter(({ name }) => name !== 'Comment').length) return undefined;
  if (!hasFutureFirst(logical)) return undefined;
  return end === lines.length ? logical : [...logical, { lead: lines.slice(end), lines: [], key: '', indent: '', isComment: false }];
}

/** Python refuses an import from `__future__` after anything but a docstring, comments and others of its kind; no grammar says so. */
function hasFutureFirst(logical: readonly LogicalLine[]): boolean {
  const written = logical.filter(({ isComment, lines }) => !isComment && lines.length > 0).map(({ lines }) => lines.join('').trimStart());
  const statements = written.filter((text, index) => index > 0 || !/^[rRuU]?["']/.test(text));
  const isFuture = (text: string): boolean => /^from\s+__future__\s+import\b/.test(text);
  const end = statements.findIndex((text) => !isFuture(text));
  return end < 0 || !statements.slice(end).some(isFuture);
}

/** All lines of some logical ones. */
export function writtenLines(logical: readonly LogicalLine[]): string[] {
  return logical.flatMap(({ lead, lines }) => [...lead, ...lines]);
}

/** A text as the parser reads it. What is no UTF-8, or has line ends that only Python knows, is not read. */
function decoded(latin1: string): string | undefined {
  const text = latin1.replaceAll('\r\n', '\n');
  if (/[\r\0]/.test(text)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    // Python does not read it either, unless the file says how.
    return undefined;
  }
}

type Group = readonly [PythonToken, ...PythonToken[]];

/** The tokens of each logical line; nothing where something else than blanks stands between them. */
function cutTokens(tokens: readonly PythonToken[], text: string): Group[] | undefined {
  const groups: [PythonToken, ...PythonToken[]][] = [];
  let [depth, end] = [0, 0];
  for (const token of tokens) {
    const gap = text.slice(end, token.from);
    const goesOn = depth > 0 || !gap.replaceAll('\\\n', '').includes('\n');
    const last = groups.at(-1);
    if (!(goesOn && last !== undefined ? /^[\s\\]*$/ : /^\s*$/).test(gap)) return undefined;
    if (goesOn && last !== undefined) last.push(token);
    else groups.push([token]);
    depth += /^[([{]$/.test(token.text) ? 1 : /^[)\]}]$/.test(token.text) ? -1 : 0;
    end = token.to;
  }
  return text.slice(end).trim() === '' ? groups : undefined;
}

/** Whether a line that opens a block is followed by a deeper one, and every other line by one of an open block. */
function fitsBlocks(groups: readonly Group[], text: string): boolean {
  const open = [0];
  let opensBlock = false;
  for (const group of groups) {
    if (group[0].isComment) continue;
    const width = indentOf(group[0], text).replaceAll('\t', ' '.repeat(8)).length;
    while (!opensBlock && (open.at(-1) ?? 0) > width) open.pop();
    if (opensBlock ? width <= (open.at(-1) ?? 0) : width !== open.at(-1)) return false;
    if (opensBlock) open.push(width);
    opensBlock = group.findLast(({ isComment }) => !isComment)?.text === ':';
  }
  return !opensBlock;
}

function indentOf({ from }: PythonToken, text: string): string {
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
}

function saidBy(group: Group, { optional, margin }: PythonTokens, text: string): Omit<LogicalLine, 'lead' | 'lines'> {
  const [first] = group;
  const indent = indentOf(first, text);
  const said = group.filter((token) => !optional.has(token)).map((token) => (token.isComment ? token.text.trimEnd() : token.text));
  const node = margin.get(first.from);
  const begins = node === undefined ? {} : { begins: factsOf(node, text) };
  // No token holds a NUL.
  return { key: [indent, ...said].join('\0'), indent, isComment: first.isComment, ...begins };
}

/** Tells on which line a character stands; asked in the order of the text. */
function lineCounter(text: string): (offset: number) => number {
  let [line, start] = [0, 0];
  return (offset) => {
    for (let end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return line;
  };
}
