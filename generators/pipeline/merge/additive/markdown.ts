import { joinWithGap } from '../lines/join.js';
import { type AdditiveText, hasTwice, type Item } from './items.js';

/**
 * A page in Markdown: sections by their headings, entries of a list, rows of a table. Text without a heading of its own
 * belongs to the section before it, so it comes first.
 */
export const markdown: AdditiveText = {
  cut(lines) {
    const start = startOfItems(lines);
    const text = { key: '', lead: [], lines: lines.slice(0, start) };
    const first = lines.slice(start).find((line) => line.trim() !== '') ?? '';
    const isSection = HEADING.test(first);
    const items = cutAt(lines.slice(start), isSection ? startsSection(first) : (line) => ENTRY.test(line));
    return start === 0 ? items : items && [text, ...items];
  },
  // What stands in a block of code has an order.
  fits: (before) => headingsOf(before) !== undefined,
  join(first, second, lineEnd) {
    const [above, below] = [startOfItems(first), startOfItems(second)];
    if (above > 0 && below > 0) return undefined;
    const rest = joinWithGap(first, second.slice(below), lineEnd, second.some((line) => HEADING.test(line)) ? 1 : 0);
    if (below === 0) return rest;
    const text = second.slice(0, second.slice(0, below).findLastIndex((line) => line.trim() !== '') + 1);
    return joinWithGap(text, rest, lineEnd, 1);
  },
  isSound(text) {
    const headings = headingsOf(text.split('\n'));
    return headings !== undefined && !hasTwice(headings);
  },
};

const HEADING = /^(#{1,6})\s+\S/;
const ENTRY = /^(?:[-*+]\s|\d+[.)]\s|\|)/;
const FENCE = /^\s*(?:```|~~~)/;

/** Where the first heading or entry stands; after all lines where there is none. Blank lines lead to what is below them. */
function startOfItems(lines: readonly string[]): number {
  const filled = lines.findIndex((line) => line.trim() !== '');
  if (ENTRY.test(lines[filled] ?? '')) return 0;
  const heading = lines.findIndex((line) => HEADING.test(line));
  return heading === filled ? 0 : heading < 0 ? lines.length : heading;
}

/** Sections at the level of the first heading, or above it; deeper ones belong to them. */
function startsSection(first: string): (line: string) => boolean {
  const level = levelOf(first);
  return (line) => HEADING.test(line) && levelOf(line) <= level;
}

function levelOf(line: string): number {
  return HEADING.exec(line)?.[1]?.length ?? 0;
}

function cutAt(lines: readonly string[], starts: (line: string) => boolean): readonly Item[] | undefined {
  const items: { key: string; lead: string[]; lines: string[] }[] = [];
  const lead: string[] = [];
  let isCode = false;
  for (const line of lines) {
    const last = items.at(-1);
    if (!isCode && starts(line)) items.push({ key: line.trim(), lead: lead.splice(0), lines: [line] });
    else if (last === undefined) lead.push(line);
    else last.lines.push(line);
    if (FENCE.test(line)) isCode = !isCode;
  }
  return isCode || lead.length > 0 ? undefined : items;
}

/** Each heading with those above it; nothing where a block of code is left open. */
function headingsOf(lines: readonly string[]): string[] | undefined {
  const path: string[] = [];
  const headings: string[] = [];
  let isCode = false;
  for (const line of lines) {
    if (FENCE.test(line)) isCode = !isCode;
    const level = isCode ? 0 : levelOf(line);
    if (level === 0) continue;
    path.splice(level - 1, path.length, ...Array.from({ length: level - 1 - path.length }, () => ''), line.trim());
    headings.push(path.join('\n'));
  }
  return isCode ? undefined : headings;
}
