import type { Fault } from './blocks.js';
import { type Bounds, boundsOf, numberedForm, type ReportForm } from './form.js';
import type { Answer } from './reading.js';
import { countImages, countWords, shownText } from './text.js';

/** One question of a report, and how far its answer is. */
export interface AnswerRow {
  readonly question: number;
  /** Where the answer begins; absent where the report has no such question. */
  readonly line?: number;
  /** As the course counts: tokens between blanks, also of links and images. */
  readonly words: number;
  readonly images: number;
  /** What is asked, at least and at most; absent where nothing is. */
  readonly asked: { readonly words?: Bounds; readonly images?: Bounds };
  /** Whether somebody wrote something: neither the placeholder nor nothing where something is asked. */
  readonly isAnswered: boolean;
  /** Whether it is answered, with as many words and images as are asked. */
  readonly isWithin: boolean;
  /** How often the checker of the course warns of it. */
  readonly warnings: number;
}

/** Counts what an answer has. */
export function rowOf(question: number, answer: Answer | undefined, form: ReportForm): Omit<AnswerRow, 'line'> {
  const text = answer?.text ?? '';
  const [words, images] = [countWords(text), countImages(text)];
  const asked = { words: boundsOf(form, 'words', question), images: boundsOf(form, 'figures', question) };
  const mayBeEmpty = asked.words?.[0] === 0;
  const isAnswered = answer !== undefined && !new RegExp(numberedForm(form.placeholder)).test(text) && (text.trim() !== '' || mayBeEmpty);
  const warnings = [isWithinBounds(words, asked.words), isWithinBounds(images, asked.images)].filter((isGood) => !isGood).length;
  return {
    question,
    words,
    images,
    asked: {
      ...(asked.words === undefined ? {} : { words: asked.words }),
      ...(asked.images === undefined ? {} : { images: asked.images }),
    },
    isAnswered,
    isWithin: isAnswered && warnings === 0,
    warnings,
  };
}

function isWithinBounds(count: number, bounds: Bounds | undefined): boolean {
  return bounds === undefined || (bounds[0] <= count && count <= bounds[1]);
}

/** What is wrong with the length of an answer, and with the images that it counts. */
export function answerFaults(row: Omit<AnswerRow, 'line'>, { at, text }: Answer): Fault[] {
  const { question, words, images, asked, isAnswered } = row;
  if (!isAnswered) return [{ code: 'answer-empty', at, values: { question, ...(asked.words === undefined ? {} : rangeOf(asked.words)) } }];
  const unseen = images - countImages(shownText(text));
  const html = shownText(text).indexOf('<img');
  return [
    ...outside('answer-length', { question, found: words }, asked.words, at),
    ...outside('answer-images', { question, found: images }, asked.images, at),
    ...(unseen > 0 ? [{ code: 'image-unshown' as const, at, values: { question, found: unseen } }] : []),
    ...(html >= 0 ? [{ code: 'image-html' as const, at: at + html, values: { question } }] : []),
  ];
}

function outside(
  code: 'answer-length' | 'answer-images',
  counted: { question: number; found: number },
  bounds: Bounds | undefined,
  at: number,
): Fault[] {
  if (bounds === undefined || isWithinBounds(counted.found, bounds)) return [];
  const [least, most] = bounds;
  const distance = counted.found < least ? `${least - counted.found} too few` : `${counted.found - most} too many`;
  return [{ code, at, values: { ...counted, ...rangeOf(bounds), distance } }];
}

function rangeOf([least, most]: Bounds): { least: number; most: number } {
  return { least, most };
}
