import type { ReportForm } from './form.js';

/** An answer, and where it begins in the text. */
export interface Answer {
  readonly at: number;
  readonly text: string;
}

/**
 * The answers as the checker of the course takes them from a report: it divides the text at each "answer" word, keeps what holds the
 * mark of a heading up to that, and keeps the last part as it is, whether or not it was kept before.
 *
 * @param text with line feeds only.
 * @returns nothing where it finds another number of answers than there are questions, and stops with an error.
 */
export function readAsCourse(text: string, { answer, reading, asks }: ReportForm): readonly Answer[] | undefined {
  const { keeps, ends, skips = 0, dropsFirstKept = false } = reading;
  const begin = skippedLength(text, skips);
  const parts = partsOf(text.slice(begin), answer, begin).slice(dropsFirstKept ? 0 : 1);
  const kept = parts
    .filter((part) => part.text.includes(keeps))
    .map(({ at, text: own }) => ({ at, text: before(before(own, keeps), ends) }));
  const answers = [...kept, ...parts.slice(-1)].slice(dropsFirstKept ? 1 : 0);
  return answers.length === asks.questions ? answers : undefined;
}

/** How long the beginning is that a checker drops: it counts whole characters, of which some are two here. */
export function skippedLength(text: string, skips: number): number {
  return Array.from(text.slice(0, 2 * skips))
    .slice(0, skips)
    .join('').length;
}

function partsOf(text: string, word: string, begin: number): Answer[] {
  let at = begin;
  return text.split(word).map((part) => {
    const here = { at, text: part };
    at += part.length + word.length;
    return here;
  });
}

/** The text up to a mark. */
export function before(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end < 0 ? text : text.slice(0, end);
}
