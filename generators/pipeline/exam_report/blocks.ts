import type { FindingCode } from '../finding/finding.js';
import { numberedForm, type ReportForm } from './form.js';
import { type Answer, before, skippedLength } from './reading.js';

/** A question of a report, from its heading to the next. */
export interface Block {
  readonly question: number;
  readonly at: number;
  readonly end: number;
  /** Where the word stands above an answer: once, if all is well. */
  readonly words: readonly number[];
}

/** Something that is wrong at a place of the text. */
export interface Fault {
  readonly code: FindingCode;
  readonly at: number;
  readonly values: Readonly<Record<string, string | number>>;
}

/** The questions of a report, by their headings. */
export function blocksOf(text: string, { heading, answer }: Pick<ReportForm, 'heading' | 'answer'>): readonly Block[] {
  const starts = [...text.matchAll(new RegExp(`^${numberedForm(heading)}[ \\t]*$`, 'gm'))];
  return starts.map(({ 1: number, index }, position) => {
    const end = starts[position + 1]?.index ?? text.length;
    return { question: Number(number), at: index, end, words: placesOf(answer, text, index, end) };
  });
}

/** What is written for each question, by the headings: for a report that the checker of the course cannot read. */
export function answersByHeading(text: string, blocks: readonly Block[], form: ReportForm): ReadonlyMap<number, Answer> {
  const { answer, reading } = form;
  return new Map(
    blocks.flatMap(({ question, end, words }) => {
      const word = words.at(-1);
      if (word === undefined) return [];
      const at = word + answer.length;
      return [[question, { at, text: before(before(text.slice(at, end), reading.keeps), reading.ends) }] as const];
    }),
  );
}

/** What is wrong with the form of a report: each may keep the checker of the course from reading it, or make it read less. */
export function formFaults(text: string, blocks: readonly Block[], form: ReportForm): Fault[] {
  const { asks, heading } = form;
  const numbers = new Set(blocks.map(({ question }) => question));
  const missing = Array.from({ length: asks.questions }, (_, index) => index + 1).filter((question) => !numbers.has(question));
  const isComplete = missing.length === 0 && blocks.length === asks.questions;
  const known = new Set<number>();
  return [
    ...preambleFaults(text, blocks[0]?.at ?? text.length, form),
    ...missing.map((question) => ({
      code: 'question-gone' as const,
      at: blocks.find((block) => block.question > question)?.at ?? text.trimEnd().length,
      values: { heading: heading.replace('{number}', String(question)) },
    })),
    ...blocks.flatMap((block, index) => {
      const { question, at } = block;
      const isSecond = known.has(question);
      known.add(question);
      return [
        ...(question < 1 || question > asks.questions
          ? [{ code: 'question-unknown' as const, at, values: { question, questions: asks.questions } }]
          : []),
        ...(isSecond ? [{ code: 'question-twice' as const, at, values: { question } }] : []),
        ...(isComplete && question !== index + 1 ? [{ code: 'question-misplaced' as const, at, values: { question } }] : []),
        ...answerFaults(text, block, form),
      ];
    }),
  ];
}

/** The word must not stand above the first question; where the course drops by position, the mark of a heading must. */
function preambleFaults(text: string, first: number, { answer, reading }: ReportForm): Fault[] {
  const { keeps, skips = 0, dropsFirstKept } = reading;
  const word = text.indexOf(answer);
  return [
    ...(word >= 0 && word < first ? [{ code: 'answer-word-outside' as const, at: word, values: { word: answer } }] : []),
    ...(dropsFirstKept === true && !before(text.slice(skippedLength(text, skips)), answer).includes(keeps)
      ? [{ code: 'preamble-unread' as const, at: 0, values: { mark: keeps } }]
      : []),
  ];
}

function answerFaults(text: string, { question, at, end, words }: Block, { answer, asks, reading }: ReportForm): Fault[] {
  const [word] = words;
  if (word === undefined || words.length > 1)
    return [{ code: 'answer-word', at: words.at(-1) ?? at, values: { question, word: answer, found: words.length } }];
  const sections = new Set(end === text.length ? [] : asks.sections.map((section) => `${reading.ends} ${section}`));
  const cut = placesOf(reading.ends, text, word, end).find((place) => !sections.has(lineOf(text, place).trim()));
  return cut === undefined ? [] : [{ code: 'answer-cut', at: cut, values: { question, mark: reading.ends } }];
}

function placesOf(word: string, text: string, from: number, to: number): number[] {
  // A search in all of the text would go on to its end, for each question.
  const own = text.slice(from, to);
  const places: number[] = [];
  for (let at = own.indexOf(word); at >= 0; at = own.indexOf(word, at + word.length)) places.push(from + at);
  return places;
}

function lineOf(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end);
}
