/** What a text says to a machine: nothing in it is a comment. */
export interface CodeText {
  /** Each line in its place; where a comment stood there is nothing. */
  readonly text: string;
  /** How many lines say something. */
  readonly lines: number;
  /** Where it cannot be read by its own language, as far as is seen without a parser. */
  readonly fault?: CodeFault;
}

export interface CodeFault {
  readonly line: number;
  /** What is wrong there, as a sentence goes on: `a "(" that is never closed`. */
  readonly what: string;
}

/** How many of its lines hold more than signs of structure. */
export function countLines(text: string): number {
  return text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line)).length;
}

/** As many lines as before, and nothing on them. */
export function blanked(part: string): string {
  return part.replaceAll(/[^\n]+/g, '');
}
