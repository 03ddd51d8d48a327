/** The inside of a tag. */
export interface TagChunk {
  readonly kind: 'tag';
  /** What opens it. */
  readonly opening: string;
  readonly code: string;
  /** Whether it ends; where it does not, another tag or the end of the file came first. */
  readonly closed: boolean;
  /** Whether it stands for whole lines: alone on its line, or closed by `-%>`. */
  readonly block: boolean;
  readonly line: number;
}

/** A stretch of a template: plain text, a tag, or a closing sign that closes nothing. */
export type Chunk =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | TagChunk
  | { readonly kind: 'stray'; readonly text: string; readonly line: number };

const SIGN = /<%%|%%>|<%[_\-=#]?|[-_]?%>/g;
const BLANKS = /[ \t]*/y;
const LINE_END = /\r?\n/y;

/** The place where what the stages add goes: alone on its line it stands for whole lines. */
const PARTS = 'parts';

/**
 * Cuts a template into text and tags as ejs does: `<%_` takes the blanks before it, `_%>` those after it and the
 * end of the line, `-%>` the
 * end of the line; `<%%` and `%%>` are the texts `<%` and `%>`.
 */
export function readChunks(source: string): Chunk[] {
  const reader = new ChunkReader(source);
  while (reader.step());
  return reader.chunks;
}

class ChunkReader {
  readonly chunks: Chunk[] = [];
  #text = '';
  #at = 0;
  #line = 1;

  constructor(readonly source: string) {}

  /** Reads up to and with the next sign. */
  step(): boolean {
    const sign = nextSign(this.source, this.#at);
    this.#text += this.#advance(sign?.index ?? this.source.length);
    if (sign === null) {
      this.#flush();
      return false;
    }
    const start = this.#at;
    this.#advance(start + sign[0].length);
    if (sign[0] === '<%%' || sign[0] === '%%>') this.#text += sign[0].replace('%%', '%');
    else if (sign[0].startsWith('<%')) this.#readTag(start, sign[0]);
    else this.#push({ kind: 'stray', text: sign[0], line: this.#line });
    return true;
  }

  #readTag(start: number, opening: string): void {
    const line = this.#line;
    const end = nextSign(this.source, this.#at);
    const closing = end !== null && /^[-_]?%>$/.test(end[0]) ? end[0] : undefined;
    const code = this.#advance(end?.index ?? this.source.length);
    if (closing !== undefined) this.#advance(this.#at + closing.length);
    const alone = opening === '<%-' && code.trim() === PARTS && this.#isAlone(start);
    if (opening === '<%_' || alone) this.#text = this.#text.replace(/[ \t]+$/, '');
    this.#push({ kind: 'tag', opening, code, closed: closing !== undefined, block: alone || closing === '-%>', line });
    if (closing === '_%>' || alone) this.#skip(BLANKS);
    if (closing === '_%>' || closing === '-%>' || alone) this.#skip(LINE_END);
  }

  #isAlone(start: number): boolean {
    const lineStart = this.source.lastIndexOf('\n', start - 1) + 1;
    return /^[ \t]*$/.test(this.source.slice(start === 0 ? 0 : lineStart, start)) && /^[ \t]*(\r?\n|$)/.test(this.source.slice(this.#at));
  }

  #skip(pattern: RegExp): void {
    const match = matchFrom(pattern, this.source, this.#at);
    if (match !== null) this.#advance(this.#at + match[0].length);
  }

  /** Moves on and counts the lines. */
  #advance(to: number): string {
    const passed = this.source.slice(this.#at, to);
    this.#line += countLines(passed);
    this.#at = to;
    return passed;
  }

  #push(chunk: Chunk): void {
    this.#flush(chunk.line);
    this.chunks.push(chunk);
  }

  #flush(line = this.#line): void {
    if (this.#text !== '') this.chunks.push({ kind: 'text', text: this.#text, line: line - countLines(this.#text) });
    this.#text = '';
  }
}

/** Every sign holds a `%`, at most one letter from its begin: what stands before it is passed over in one step. */
function nextSign(source: string, at: number): RegExpExecArray | null {
  const percent = source.indexOf('%', at);
  return percent < 0 ? null : matchFrom(SIGN, source, Math.max(at, percent - 1));
}

function matchFrom(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
