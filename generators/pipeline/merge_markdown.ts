import { hasTwice, joinWithGap, type AdditiveText, type Item } from './merge_items.js';

/** A page in Markdown: sections by their headings, entries of a list, rows of a table. */
export const markdown: AdditiveText = {
  cut(lines) {
    const first = lines.find((line) => line.trim() !== '') ?? '';
    if (HEADING.test(first)) return cutAt(lines, startsSection(first));
    return ENTRY.test(first) ? cutAt(lines, (line) => ENTRY.test(line)) : undefined;
  },
  join(first, second, lineEnd) {
    const isSection = second.some((line) => HEADING.test(line));
    return joinWithGap(first, second, lineEnd, isSection ? 1 : 0);
  },
  isSound(text) {
    const headings = headingsOf(text.split('\n'));
    return headings !== undefined && !hasTwice(headings);
  },
};

const HEADING = /^(#{1,6})\s+\S/;
const ENTRY = /^(?:[-*+]\s|\d+[.)]\s|\|)/;
const FENCE = /^\s*(?:```|~~~)/;

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
  return isCode ? undefined : items;
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
