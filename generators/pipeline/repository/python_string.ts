/** Strings in the fields of strings, and so on: nobody writes more of them. */
const DEEPEST = 20;

/**
 * Where a string of Python ends. In an f-string, the fields are expressions, which since Python 3.12 may hold strings in the same quotes.
 *
 * @param start where its quote begins, after the prefix.
 * @returns the position after its last quote; nothing where it never ends.
 */
export function stringEnd(source: string, start: number, prefix: string, quote: string, depth = 0): number | undefined {
  const from = start + quote.length;
  if (!/[ft]/i.test(prefix)) return literalEnd(source, from, quote);
  if (depth > DEEPEST) return undefined;
  const fields = new Fields(source, quote, /r/i.test(prefix), depth);
  return fields.end(from);
}

const ON_ONE_LINE: Readonly<Record<string, RegExp>> = {
  '"': /[^\\"\n]*(?:\\[\s\S][^\\"\n]*)*"/y,
  "'": /[^\\'\n]*(?:\\[\s\S][^\\'\n]*)*'/y,
};

/** Of a string without fields. A backslash keeps a quote from closing, in raw strings too. */
function literalEnd(source: string, from: number, quote: string): number | undefined {
  const form = ON_ONE_LINE[quote];
  if (form !== undefined) {
    form.lastIndex = from;
    return form.test(source) ? form.lastIndex : undefined;
  }
  for (let at = source.indexOf(quote, from); at >= 0; at = source.indexOf(quote, at + 1)) {
    let before = at;
    while (before > from && source[before - 1] === '\\') before--;
    if ((at - before) % 2 === 0) return at + quote.length;
  }
  return undefined;
}

const STRING = /([bBfFrRuUtT]{0,2})("""|'''|"|')/y;

/** A way through an f-string: its texts, the expressions in its fields, and what follows a colon there. */
class Fields {
  constructor(
    readonly source: string,
    readonly quote: string,
    readonly isRaw: boolean,
    readonly depth: number,
  ) {}

  end(from: number): number | undefined {
    for (let at = from; at < this.source.length; at++) {
      const sign = this.source[at];
      if (sign === '\\') at = this.#afterBackslash(at);
      else if (sign === '\n' && this.quote.length === 1) return undefined;
      else if (this.#closes(at)) return at + this.quote.length;
      else if (sign === '{') {
        const after = this.source[at + 1] === '{' ? at + 2 : this.#fieldEnd(at + 1);
        if (after === undefined) return undefined;
        at = after - 1;
      }
    }
    return undefined;
  }

  #closes(at: number): boolean {
    return this.source[at] === this.quote[0] && this.source.startsWith(this.quote, at);
  }

  /** The last position that a backslash takes. A brace opens a field behind it too, but for `\N{DASH}`, which is a sign. */
  #afterBackslash(at: number): number {
    if (!this.isRaw && this.source.startsWith('N{', at + 1)) return Math.max(at + 2, this.source.indexOf('}', at));
    return this.source[at + 1] === '{' ? at : at + 1;
  }

  /** Behind the brace that closes a field, from behind the one that opens it. */
  #fieldEnd(from: number): number | undefined {
    let open = 0;
    for (let at = from; at < this.source.length; ) {
      const sign = this.source[at] ?? '';
      if (sign === '}' && open === 0) return at + 1;
      if (sign === ':' && open === 0) return this.#formatEnd(at + 1);
      if ('([{'.includes(sign)) open++;
      if (')]}'.includes(sign)) open--;
      const after = this.#afterString(at) ?? (sign === '#' ? this.source.indexOf('\n', at) : at + 1);
      if (after <= 0) return undefined;
      at = after;
    }
    return undefined;
  }

  /** Behind a string that begins here; nothing where none does. One without an end leads to the end of all. */
  #afterString(at: number): number | undefined {
    STRING.lastIndex = at;
    const [all, prefix = '', quote = ''] = STRING.exec(this.source) ?? [];
    if (all === undefined || (prefix !== '' && /\w/.test(this.source[at - 1] ?? ''))) return undefined;
    return stringEnd(this.source, at + prefix.length, prefix, quote, this.depth + 1) ?? this.source.length;
  }

  /** How a value is printed: text, in which fields may stand. */
  #formatEnd(from: number): number | undefined {
    for (let at = from; at < this.source.length; at++) {
      const sign = this.source[at];
      if (sign === '}') return at + 1;
      if (this.#closes(at) || (sign === '\n' && this.quote.length === 1)) return undefined;
      if (sign !== '{') continue;
      const after = this.#fieldEnd(at + 1);
      if (after === undefined) return undefined;
      at = after - 1;
    }
    return undefined;
  }
}
