import { withEnd } from '../lines/join.js';
import { type AdditiveText, hasTwice, type Item } from './items.js';

/** Ignore files and environment examples: each line for itself, in any order. */
export const plainLines: AdditiveText = {
  cut(lines) {
    const items = cutLines(lines, keyOfLine);
    return items[0] !== undefined && takesBack(items[0]) ? undefined : items.reduce(keepTogether, []);
  },
  present: (before, after) => [...before, ...after].map(keyOfLine),
  join: (first, second, lineEnd) => [...withEnd(first, lineEnd), ...second],
  isSound: (text) =>
    !hasTwice(
      text
        .split('\n')
        .map(keyOfLine)
        .filter((key) => key.endsWith('=')),
    ),
};

/** A line that takes back an earlier one (`!data/keep.csv`) means what it means only where it stands: it stays with the one before it. */
function keepTogether(items: readonly Item[], item: Item): readonly Item[] {
  const last = items.at(-1);
  if (last === undefined || !takesBack(item)) return [...items, item];
  return [...items.slice(0, -1), { ...last, lines: [...last.lines, ...item.lead, ...item.lines] }];
}

function takesBack({ lines }: Item): boolean {
  return lines[0]?.startsWith('!') === true;
}

/** Cuts lines into one item each; comments and blank lines lead the item below them. */
export function cutLines(lines: readonly string[], keyOf: (line: string) => string): readonly Item[] {
  const items: Item[] = [];
  let lead: string[] = [];
  for (const line of lines) {
    const key = keyOf(line);
    if (key === '') lead.push(line);
    else {
      items.push({ key, lead, lines: [line] });
      lead = [];
    }
  }
  return lead.length === 0 ? items : [...items, { key: '', lead: [], lines: lead }];
}

/** The line itself, or the name of the variable that it sets. */
function keyOfLine(line: string): string {
  const text = line.trim();
  if (text.startsWith('#')) return '';
  return /^(?:export\s+)?([A-Za-z_]\w*=)/.exec(text)?.[1] ?? text;
}
