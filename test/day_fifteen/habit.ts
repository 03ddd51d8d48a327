import type { Chance } from './chance.js';

/** What an edit may know about the project it is made in. */
export interface Scene {
  readonly chance: Chance;
  readonly packageName: string;
  /** Only what leaves the project working, and what both sides can have their way with. */
  readonly isHarmless?: boolean;
}

/**
 * Something that groups do to a file of the template. The shares are those of 21 real groups on the day of their
 * hand-in; where a whole kind of file was edited so often, the edits of that kind are drawn one by one.
 */
export interface Habit {
  /** Paths, with `pkgname` for the package. */
  readonly files: RegExp;
  /** In which share of the projects, for each file by itself. */
  readonly odds: number;
  readonly edit: (text: string, scene: Scene) => string;
  /** After it the code may not do any more what it did, or does what a stage wants to do in another way. */
  readonly breaks?: boolean;
}

/** A text as lines without their ends; changed and put together again. */
export function editLines(text: string, change: (lines: string[]) => readonly string[]): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return `${change(lines).join('\n')}\n`;
}

/** Puts lines where a line stands: before it, or after it. Without such a line, the text stays as it is. */
export function insertAt(text: string, place: RegExp, added: readonly string[], side: 'before' | 'after'): string {
  return editLines(text, (lines) => {
    const at = lines.findIndex((line) => place.test(line));
    return at < 0 ? lines : lines.toSpliced(side === 'before' ? at : at + 1, 0, ...added);
  });
}

/** Changes the lines between the one that opens a list and the one that closes it. */
export function editList(text: string, opens: RegExp, closes: RegExp, change: (lines: string[]) => readonly string[]): string {
  return editLines(text, (lines) => {
    const start = lines.findIndex((line) => opens.test(line)) + 1;
    const length = lines.slice(start).findIndex((line) => closes.test(line));
    return start === 0 || length < 0 ? lines : lines.toSpliced(start, length, ...change(lines.slice(start, start + length)));
  });
}
