import { blanked, type CodeFault, type CodeText, countLines } from './code.js';

const TOKEN =
  /((?:\b[bBfFrRuUtT]{1,2})?(?:"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'))|(#[^\n]*)|([()[\]{}])|(\n)|(["'])|\\\r?\n|[^\S\n]+|\w+|[^\w\s"'#()[\]{}\\]+|\\/g;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Reads a Python module: comments go, and strings that are statements of their own, which are documentation. */
export function readPythonCode(source: string): CodeText {
  const reader = new PythonReader();
  for (const [token, text, comment, bracket, end, quote] of source.matchAll(TOKEN)) {
    if (text !== undefined) reader.takeText(token);
    else if (comment !== undefined) reader.skip();
    else if (bracket !== undefined) reader.takeBracket(token);
    else if (end !== undefined) reader.endLine();
    else if (quote !== undefined) reader.takeLooseQuote(token);
    else reader.take(token);
  }
  return reader.result();
}

interface Open {
  readonly bracket: string;
  readonly line: number;
}

class PythonReader {
  #code = '';
  #line = 1;
  readonly #open: Open[] = [];
  /** Where a string began that may be a statement of its own: nothing but blanks stands before it on its logical line. */
  #textFrom: number | undefined;
  #isStart = true;
  #fault: CodeFault | undefined;

  take(token: string): void {
    this.#code += token;
    this.#line += token.includes('\n') ? 1 : 0;
    if (!/^\s+$/.test(token)) this.#leaveStart();
  }

  takeText(token: string): void {
    if (this.#isStart && this.#open.length === 0) this.#textFrom = this.#code.length;
    else this.#textFrom = undefined;
    this.#isStart = false;
    this.#code += token;
    for (const sign of token) if (sign === '\n') this.#line += 1;
  }

  takeBracket(token: string): void {
    this.#leaveStart();
    this.#code += token;
    if (CLOSERS[token] !== undefined) return void this.#open.push({ bracket: token, line: this.#line });
    const last = this.#open.pop();
    if (last === undefined || CLOSERS[last.bracket] !== token) this.#fail(this.#line, `a "${token}" that closes nothing`);
  }

  takeLooseQuote(token: string): void {
    this.#fail(this.#line, 'a string that never ends');
    this.take(token);
  }

  skip(): void {}

  endLine(): void {
    if (this.#open.length === 0) {
      if (this.#textFrom !== undefined) this.#code = this.#code.slice(0, this.#textFrom) + blanked(this.#code.slice(this.#textFrom));
      this.#textFrom = undefined;
      this.#isStart = true;
    }
    this.#code += '\n';
    this.#line += 1;
  }

  result(): CodeText {
    this.endLine();
    const last = this.#open.at(-1);
    if (last !== undefined) this.#fail(last.line, `a "${last.bracket}" that is never closed`);
    const text = this.#code.slice(0, -1);
    return { text, lines: countLines(text), ...(this.#fault === undefined ? {} : { fault: this.#fault }) };
  }

  #leaveStart(): void {
    this.#isStart = false;
    this.#textFrom = undefined;
  }

  #fail(line: number, what: string): void {
    this.#fault ??= { line, what };
  }
}
