import { readCode } from '../repository/code.js';

/** A text with more boxes ticked, and the slugs whose boxes they are. */
export interface Ticked {
  readonly text: string;
  readonly slugs: readonly string[];
}

/** A task, and what the checklist of a report may call it. */
export interface Box {
  readonly slug: string;
  readonly names: readonly string[];
}

/** Mark, sign and words of a box; a module in brackets may stand at the end, as in the form of the course. */
const BOX = /^(\s*[-*+] \[)([ xX])(\] +)(.*?)(\s*)$/;

/**
 * Ticks the empty boxes of tasks in a report. What stands in a comment is no box.
 *
 * @param boxes the tasks whose boxes are to be ticked.
 */
export function tick(text: string, boxes: readonly Box[]): Ticked {
  const slugs = slugsByName(boxes);
  const ticked: string[] = [];
  const code = linesOf(readCode('report.md', text).text);
  const lines = linesOf(text).map((line, index) => {
    const [, start, sign, middle, words = '', end] = BOX.exec(line) ?? [];
    const slug = slugs.get(plain(words));
    if (sign !== ' ' || slug === undefined || code[index] !== line) return line;
    ticked.push(slug);
    return `${start}x${middle}${words}${end}`;
  });
  return { text: lines.join('\n'), slugs: ticked };
}

/** What stands beside the boxes of a text, ticked or not, in their order. */
export function titlesIn(text: string): readonly string[] {
  return linesOf(readCode('report.md', text).text).flatMap((line) => BOX.exec(line)?.[4] ?? []);
}

/** How many boxes of these tasks a text has: so a report is known among other pages. */
export function countBoxes(text: string, boxes: readonly Box[]): number {
  const known = slugsByName(boxes);
  return titlesIn(text).filter((title) => known.has(plain(title))).length;
}

function slugsByName(boxes: readonly Box[]): ReadonlyMap<string, string> {
  return new Map(boxes.flatMap(({ slug, names }) => names.map((name) => [plain(name), slug] as const)));
}

function linesOf(text: string): string[] {
  return text.split('\n');
}

/** Words without what differs between forms: the module at the end, blanks, capitals. */
function plain(words: string): string {
  return words
    .replace(/\s*\((?:[A-Z]\d+(?:[,+\s]+|\band\b\s*)*)+\)\s*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
