import { type AdditiveText, hasTwice, type Item, joinWithGap } from './items.js';
import { readStatements } from './statements.js';

/** A Python module: imports, functions and classes at its top level. */
export const python: AdditiveText = {
  cut: cutStatements,
  present: (before, after) => [...before, ...after].map((line) => line.trim()).filter((line) => IMPORT.test(line)),
  join(first, second, lineEnd) {
    return joinWithGap(first, second, lineEnd, second.some((line) => DEFINITION.test(line)) ? 2 : 0);
  },
  isSound(text) {
    const items = cutStatements(text.split('\n'));
    return items !== undefined && !hasTwice(items.map(({ key }) => key).filter((key) => DEFINITION.test(key)));
  },
};

const DEFINITION = /^(?:async\s+def|def|class)\s+(\w+)/;
const IMPORT = /^(?:from|import)\s/;
const GOES_ON = /^(?:else|elif|except|finally)\b/;

/** Top-level statements, each with what belongs to it: decorators, body, `else` branches. */
export function cutStatements(lines: readonly string[]): readonly Item[] | undefined {
  const statements = readStatements(lines);
  if (statements === undefined) return undefined;
  const textOf = (line: number): string => lines[line] ?? '';
  const tops = statements.filter(({ line, indent }) => indent === 0 && !GOES_ON.test(textOf(line)));
  // Lines that do not start with a statement of their own are the inside of something.
  if (tops[0]?.line !== statements[0]?.line) return undefined;
  const items: Item[] = [];
  let end = 0;
  let start: number | undefined;
  for (const [index, { line }] of tops.entries()) {
    start ??= line;
    if (textOf(line).startsWith('@')) continue;
    const last = lastLineBefore(lines, tops[index + 1]?.line ?? lines.length);
    const key = keyOf(textOf(line));
    // A function of both is the person's; a variable with two values is two opinions.
    const isWhole = !DEFINITION.test(key);
    items.push({ key, lead: lines.slice(end, start), lines: lines.slice(start, last), isWhole });
    [end, start] = [last, undefined];
  }
  if (start !== undefined) return undefined;
  return end === lines.length ? items : [...items, { key: '', lead: [], lines: lines.slice(end) }];
}

/** Blank lines and comments at the margin belong to what comes next. */
function lastLineBefore(lines: readonly string[], next: number): number {
  let end = next;
  while (end > 0 && /^(?:\s*|#.*)$/.test((lines[end - 1] ?? '').trimEnd())) end--;
  return end;
}

function keyOf(text: string): string {
  const definition = DEFINITION.exec(text)?.[1];
  if (definition !== undefined) return `def ${definition}`;
  return /^(\w+)\s*(?::[^=]*)?=(?!=)/.exec(text)?.[1] ?? text.trim();
}
