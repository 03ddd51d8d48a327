import { hasTwice, joinWithGap, type AdditiveText, type Item } from './merge_items.js';
import { readStatements, type Statement } from './merge_python_statements.js';

/** A Python module: imports, functions and classes at its top level. */
export const python: AdditiveText = {
  cut(lines) {
    const statements = readStatements(lines);
    return statements === undefined ? undefined : cutStatements(lines, statements);
  },
  present: (before, after) => [...before, ...after].map((line) => line.trim()).filter((line) => IMPORT.test(line)),
  join(first, second, lineEnd) {
    return joinWithGap(first, second, lineEnd, second.some((line) => DEFINITION.test(line)) ? 2 : 0);
  },
  isSound(text) {
    const lines = text.split('\n');
    const items = this.cut(lines);
    return items !== undefined && !hasTwice(items.map(({ key }) => key).filter((key) => DEFINITION.test(key)));
  },
};

const DEFINITION = /^(?:async\s+def|def|class)\s+(\w+)/;
const IMPORT = /^(?:from|import)\s/;
const GOES_ON = /^(?:else|elif|except|finally)\b/;

/** Top-level statements, each with what belongs to it: decorators, body, `else` branches. */
function cutStatements(lines: readonly string[], statements: readonly Statement[]): readonly Item[] | undefined {
  const items: Item[] = [];
  let end = 0;
  let start: number | undefined;
  for (const [index, statement] of statements.entries()) {
    const text = lines[statement.line] ?? '';
    if (statement.indent > 0 || GOES_ON.test(text)) {
      if (items.length === 0) return undefined;
    } else {
      start ??= statement.line;
      if (!text.startsWith('@')) {
        const next = statements.slice(index + 1).find(({ line, indent }) => indent === 0 && !GOES_ON.test(lines[line] ?? ''));
        const last = lastLineBefore(lines, next?.line ?? lines.length);
        items.push({ key: keyOf(text), lead: lines.slice(end, start), lines: lines.slice(start, last) });
        [end, start] = [last, undefined];
      }
    }
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
