import type { FormMarks } from '../../change.js';
import { literal } from '../../literal.js';

/** A question of a form, and what stands below it. */
export interface Question {
  /** What is asked: the bold words of it, else all of it. */
  readonly asked: string;
  /** The lines of the answer: the first one, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** A form, in lines with their ends. */
export interface Form {
  readonly lines: readonly string[];
  readonly questions: readonly Question[];
}

/**
 * Reads a form: each question has a heading, a line behind which the answer begins, and an answer up to the next heading.
 *
 * @returns nothing where a question has no such line, or there is none.
 */
export function readForm(text: string, { heading, answer }: FormMarks): Form | undefined {
  const lines = text.split(/(?<=\n)/);
  const isHeading = markForm(heading);
  const questions: Question[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isHeading.test(line.trimEnd())) continue;
    const end = lines.findIndex((each, at) => at > index && /^#{1,3} /.test(each));
    const to = end < 0 ? lines.length : end;
    const word = lines.findIndex((each, at) => at > index && at < to && each.replace(/^[>\s]+/, '').trimEnd() === answer);
    if (word < 0) return undefined;
    questions.push({ asked: askedIn(lines.slice(index + 1, word).join('')), from: word + 1, to });
  }
  return questions.length === 0 ? undefined : { lines, questions };
}

/** The answer to a question, without the blank lines around it. */
export function answerTo({ from, to }: Question, { lines }: Form): string {
  return lines.slice(from, to).join('').trim();
}

/** Whether nobody has answered yet. */
export function isPlaceholder(answer: string, { placeholder }: FormMarks): boolean {
  return answer === '' || markForm(placeholder).test(answer);
}

/** For each question of one form, the question of the other that asks the same, in the same words or nearly so. */
export function pairQuestions(ours: Form, theirs: Form): ReadonlyMap<Question, Question> {
  const pairs = new Map<Question, Question>();
  const free = new Set(theirs.questions);
  const alikeness = ours.questions.flatMap((own) =>
    theirs.questions.map((other) => ({ own, other, share: likeness(own.asked, other.asked) })),
  );
  for (const { own, other, share } of alikeness.sort((a, b) => b.share - a.share)) {
    if (share < LEAST_SHARED || pairs.has(own) || !free.delete(other)) continue;
    pairs.set(own, other);
  }
  return pairs;
}

/** Two questions with fewer words in common ask for something else. */
const LEAST_SHARED = 0.6;

/** How much two questions ask the same: 2 where they do in the same words. One that goes on where the other ends asks it too. */
function likeness(one: string, other: string): number {
  if (one === other) return 2;
  return one.startsWith(other) || other.startsWith(one) ? 1 : sharedWords(one, other);
}

/** Twice the words that both have, of all words of both. */
function sharedWords(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  if (a === undefined || b === undefined || a.size + b.size === 0) return 0;
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}

function askedIn(prompt: string): string {
  const text = prompt.replaceAll(/^> ?/gm, '');
  return (/\*\*([\s\S]+?)\*\*/.exec(text)?.[1] ?? text).replaceAll(/\s+/g, ' ').trim();
}

/** A line with a number in the place of `{number}`. */
function markForm(mark: string): RegExp {
  const [before = '', after = ''] = mark.split('{number}').map(literal);
  return new RegExp(`^${before}\\d+${after}$`);
}
