import { blanked, type CodeFault, type CodeText, countLines } from './code_text.js';
import { withoutDeadCode } from './dead_code.js';
import { stringEnd } from './python_string.js';

/** A quote, a comment, the end of a line, a line that goes on, or what stands between them. */
const TOKEN = /("""|'''|"|')|(#[^\n]*)|(\n)|\\\n|[^"'#\\\n]+|\\/g;
const PREFIX = /(?<!\w)[bBfFrRuUtT]{1,2}$/;
const OPENERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const BRACKETS = /[()[\]{}]/g;
/** A module with more strings that never end is none: the rest of it says nothing. */
const MOST_LOOSE = 20;

/** Reads a Python module: comments go, and strings that are statements of their own, which are documentation. */
export function readPythonCode(text: string): CodeText {
  const source = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  const reader = new PythonReader();
  const form = new RegExp(TOKEN);
  let prefix = '';
  let loose = 0;
  for (let match = form.exec(source); match !== null && loose < MOST_LOOSE; match = form.exec(source)) {
    const [token, quote, comment, end] = match;
    if (quote !== undefined) {
      const last = stringEnd(source, match.index, prefix, quote);
      form.lastIndex = last ?? lineEnd(source, form.lastIndex);
      reader.takeText(prefix + source.slice(match.index, form.lastIndex), last !== undefined);
      loose += last === undefined ? 1 : 0;
    } else if (end !== undefined) reader.endLine();
    else if (comment === undefined) {
      prefix = prefixOf(token, source[form.lastIndex]);
      reader.take(prefix === '' ? token : token.slice(0, -prefix.length));
      continue;
    }
    prefix = '';
  }
  return reader.result();
}

/** The letters before a quote that say what kind of string it is. */
function prefixOf(token: string, next: string | undefined): string {
  return next === '"' || next === "'" ? (PREFIX.exec(token)?.[0] ?? '') : '';
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

interface Open {
  readonly bracket: string;
  readonly line: number;
}

class PythonReader {
  readonly #parts: string[] = [];
  #line = 1;
  readonly #open: Open[] = [];
  /** The part with which the strings began that may be a statement of their own: nothing but blanks stands before them on their logical line. */
  #textFrom: number | undefined;
  #isStart = true;
  #fault: CodeFault | undefined;

  take(token: string): void {
    this.#parts.push(token);
    if (token === '\\\n') this.#line += 1;
    else if (token.trim() !== '') this.#takeCode(token);
  }

  takeText(token: string, hasEnd: boolean): void {
    if (!hasEnd) this.#fail(this.#line, 'a string that never ends');
    if (this.#isStart && this.#open.length === 0) this.#textFrom = this.#parts.length;
    this.#isStart = false;
    this.#parts.push(token);
    for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) this.#line += 1;
  }

  endLine(): void {
    if (this.#open.length === 0) {
      for (let at = this.#textFrom ?? this.#parts.length; at < this.#parts.length; at++) this.#parts[at] = blanked(this.#parts[at] ?? '');
      this.#textFrom = undefined;
      this.#isStart = true;
    }
    this.#parts.push('\n');
    this.#line += 1;
  }

  result(): CodeText {
    this.endLine();
    const last = this.#open.at(-1);
    if (last !== undefined) this.#fail(last.line, `a "${last.bracket}" that is never closed`);
    const text = withoutDeadCode(this.#parts.join('').slice(0, -1));
    return { text, lines: countLines(text), ...(this.#fault === undefined ? {} : { fault: this.#fault }) };
  }

  #takeCode(token: string): void {
    this.#isStart = false;
    this.#textFrom = undefined;
    for (const sign of token.match(BRACKETS) ?? []) {
      if (OPENERS.has(sign)) this.#open.push({ bracket: sign, line: this.#line });
      else this.#close(sign);
    }
  }

  #close(bracket: string): void {
    const last = this.#open.pop();
    if (last === undefined || OPENERS.get(last.bracket) !== bracket) this.#fail(this.#line, `a "${bracket}" that closes nothing`);
  }

  #fail(line: number, what: string): void {
    this.#fault ??= { line, what };
  }
}
