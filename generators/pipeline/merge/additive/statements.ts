/** A statement of a Python module: its lines `[line, end)`, without a body below it, and how far it is indented. */
export interface Statement {
  readonly line: number;
  readonly end: number;
  readonly indent: number;
}

/**
 * Reads where the statements of some Python lines start, without understanding them: strings and brackets must be
 * closed, and indentation must fit. Nothing where that is not so.
 */
export function readStatements(lines: readonly string[]): Statement[] | undefined {
  const statements: Statement[] = [];
  const open: string[] = [];
  const indents: number[] = [];
  let quote = '';
  let goesOn = false;
  let opensBlock = false;
  for (const [index, line] of lines.entries()) {
    const isOpen = quote !== '' || open.length > 0 || goesOn;
    const isNew = !isOpen && !/^\s*(?:#.*)?$/.test(line.trimEnd());
    if (isNew) {
      const indent = indentOf(line);
      if (!fitsBlock(indents, indent, opensBlock)) return undefined;
      statements.push({ line: index, end: index + 1, indent });
      opensBlock = false;
    } else if (isOpen) endAt(statements, index + 1);
    const read = readLine(line, quote, open);
    if (read === undefined) return undefined;
    quote = read.quote;
    goesOn = read.goesOn;
    if (quote === '' && open.length === 0 && read.last !== '') opensBlock = read.last === ':';
  }
  return quote === '' && open.length === 0 && !goesOn && !opensBlock ? statements : undefined;
}

function endAt(statements: Statement[], end: number): void {
  const last = statements.pop();
  if (last !== undefined) statements.push({ ...last, end });
}

/** Keeps the open blocks; a line that opens one must be followed by a deeper line, any other line by none. */
function fitsBlock(indents: number[], indent: number, opensBlock: boolean): boolean {
  const deepest = indents.at(-1);
  if (deepest === undefined || (opensBlock && indent > deepest)) {
    indents.push(indent);
    return true;
  }
  if (opensBlock) return false;
  while ((indents.at(-1) ?? -1) > indent) indents.pop();
  return indents.at(-1) === indent;
}

function indentOf(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', ' '.repeat(8)).length;
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** What a line leaves behind: an open string, a backslash at its end, and its last character that is code. */
interface ReadLine {
  readonly quote: string;
  readonly goesOn: boolean;
  readonly last: string;
}

function readLine(line: string, openQuote: string, open: string[]): ReadLine | undefined {
  const text = line.replace(/\r?\n$/, '');
  let quote = openQuote;
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (text.startsWith(quote, at)) {
        at += quote.length - 1;
        quote = '';
      }
      continue;
    }
    if (char === '#') break;
    if (char === '"' || char === "'") {
      quote = text.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      at += quote.length - 1;
    } else if ('([{'.includes(char)) open.push(char);
    else if (char in PAIRS && open.pop() !== PAIRS[char]) return undefined;
    if (char.trim() !== '') last = char;
  }
  const goesOn = quote === '' ? last === '\\' : quote.length === 1 && text.endsWith('\\');
  // A string in single quotes ends on its line.
  return quote.length === 1 && !goesOn ? undefined : { quote, goesOn, last };
}
