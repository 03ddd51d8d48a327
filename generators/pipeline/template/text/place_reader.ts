/** Where in a file a reader of its format is. */
export interface Place {
  /** What it is inside of: the quote, the comment, the block; empty in the open. */
  readonly mode: string;
  /** The line so far. */
  readonly line: string;
  /** The last sign that is neither a blank nor in a comment. */
  readonly sign: string;
  /** The line in the template of a text whose end has not been seen yet; 0 without one. */
  readonly pending: number;
}

export const START: Place = { mode: '', line: '', sign: '', pending: 0 };

/** How a format is read, as far as it matters for texts. */
export interface PlaceRule {
  /** Reads on. */
  read(place: Place, text: string): Place;
  /** Whether a value may begin here. */
  mayBegin(place: Place): boolean;
  /** Whether a value may end before this sign. */
  ends(sign: string): boolean;
  /** A place where a text may stand, where that is not `title = <%- name %>`. */
  readonly example?: string;
  /** What a mode is called. */
  describe(mode: string): string;
}

/** One step of a reader: what it is inside of after the next signs, and how many those are. */
export type Step = (mode: string, rest: string, place: Place) => { readonly mode: string; readonly length: number };

/** Reads a text by steps. */
export function readBySteps(step: Step, comment: string): PlaceRule['read'] {
  return (start, text) => {
    let { mode, line, sign } = start;
    for (let at = 0; at < text.length; ) {
      const next = step(mode, text.slice(at, at + 80), { ...start, mode, line, sign });
      const passed = text.slice(at, at + next.length);
      if (mode !== comment && next.mode !== comment && passed.trim() !== '') sign = passed.trim().slice(-1);
      const end = passed.lastIndexOf('\n');
      line = end === -1 ? line + passed : passed.slice(end + 1);
      mode = next.mode;
      at += next.length;
    }
    return { ...start, mode, line, sign };
  };
}

/** The mode inside of a comment that ends with its line. */
export const COMMENT = '#';

/** Reads a format with quotes and, where it has them, comments to the end of the line. */
export function stepQuoted(quotes: readonly string[], literal: readonly string[], comments: boolean): Step {
  return (mode, rest) => {
    const first = rest.charAt(0);
    if (mode === COMMENT) return { mode: first === '\n' ? '' : COMMENT, length: 1 };
    if (mode !== '') {
      if (first === '\\' && !literal.includes(mode)) return { mode, length: Math.min(2, rest.length) };
      // A string of one line never reaches into the next.
      if (rest.startsWith(mode) || (first === '\n' && mode.length === 1)) return { mode: '', length: first === '\n' ? 1 : mode.length };
      return { mode, length: 1 };
    }
    if (comments && first === COMMENT) return { mode: COMMENT, length: 1 };
    const quote = quotes.find((candidate) => rest.startsWith(candidate));
    return quote === undefined ? { mode: '', length: 1 } : { mode: quote, length: quote.length };
  };
}

export function describeMode(mode: string): string {
  return mode === COMMENT ? 'a comment' : 'quotes';
}
