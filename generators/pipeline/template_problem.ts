/** Something wrong in a pack, at a place that its author can open. */
export interface Problem {
  /** The file, from the folder of the pack. */
  readonly file: string;
  /** The line, counted from 1; 0 where the pack is packed and has none. */
  readonly line: number;
  /** What is wrong, as a sentence without a final period. */
  readonly fact: string;
  /** What the author can do about it, as a sentence without a final period. */
  readonly remedy: string;
}

/** One problem in one line of text. */
export function describeProblem({ file, line, fact, remedy }: Problem): string {
  return `${file}${line > 0 ? `:${line}` : ''}: ${fact}. ${remedy}.`;
}
