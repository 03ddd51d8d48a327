import type { FormPolicy } from '../../change.js';
import { splitLines } from '../lines/pieces.js';
import { alike, bytesLike, type Versions } from '../lines/text.js';
import { answerTo, type Form, isPlaceholder, pairQuestions, type Question, readForm } from './form.js';

/** A form with the answers of a person in it. */
export interface Carried {
  readonly bytes: Buffer;
  /** What became of their answers and ticks, as one sentence. */
  readonly note: string;
}

/**
 * Puts what a person wrote into a form into the next version of that form: each answer below the question that asks the same, each
 * tick at the same item. An answer to what is not asked any more stands in front of the first section, where nothing is counted.
 *
 * @returns nothing where it is more than a form that was filled in: where they changed its own lines, or broke it.
 */
export function carryAnswers(base: Buffer, yours: Buffer, next: Buffer, form: FormPolicy): Carried | undefined {
  const policy = inBytes(form);
  const versions = alike(base, yours, next);
  const [before, theirs, ours] = [versions.base, versions.yours, versions.next].map((text) => readForm(text, policy.marks));
  if (before === undefined || theirs === undefined || ours === undefined) return undefined;
  if (frameOf(theirs) !== frameOf(before)) return undefined;
  const pairs = pairQuestions(theirs, ours);
  const given = theirs.questions.filter((question, index) => isGiven(question, theirs, before.questions[index], before, policy));
  const left = given.filter((question) => !pairs.has(question));
  // A second one of these words would be taken for the beginning of another answer.
  if (left.some((question) => answerTo(question, theirs).includes(policy.marks.answer))) return undefined;
  const ticks = ticksIn(versions);
  const ticked = tickLines(withAnswers(ours, theirs, given, pairs), ticks, policy);
  const lines = withLeftOver(ticked.lines, left, theirs);
  return { bytes: bytesLike(yours, lines.join('')), note: noteOn(given.length, left.length, ticks.length - ticked.count) };
}

/** The versions of a file hold one character a byte. */
function inBytes({ marks: { heading, answer, placeholder }, sameItems }: FormPolicy): FormPolicy {
  const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  return {
    marks: { heading: toBytes(heading), answer: toBytes(answer), placeholder: toBytes(placeholder) },
    sameItems: sameItems.map((items) => items.map((item) => itemOf(toBytes(item)))),
  };
}

/** The form's own lines, without answers and ticks. */
function frameOf({ lines, questions }: Form): string {
  return lines
    .filter((_, index) => !questions.some(({ from, to }) => index >= from && index < to))
    .map((line) => line.trimEnd().replace(TICKED, '$1[ ] $2'))
    .join('\n');
}

const TICKED = /^(\s*[-*] )\[[xX]\] (.*)$/;
const BOX = /^(\s*[-*] )\[ \] (.*?)(\s*)$/;

function isGiven(question: Question, form: Form, same: Question | undefined, before: Form, { marks }: FormPolicy): boolean {
  const answer = answerTo(question, form);
  return !isPlaceholder(answer, marks) && (same === undefined || answerTo(same, before) !== answer);
}

function withAnswers(ours: Form, theirs: Form, given: readonly Question[], pairs: ReadonlyMap<Question, Question>): string[] {
  const lines = [...ours.lines];
  const places = given.flatMap((question) => {
    const place = pairs.get(question);
    return place === undefined ? [] : [{ place, answer: linesOf(question, theirs) }];
  });
  // From the end, so that the lines in front keep their places.
  for (const { place, answer } of places.sort((a, b) => b.place.from - a.place.from)) {
    lines.splice(place.from, place.to - place.from, ...answer, ...blanksBehind(lines.slice(place.from, place.to)));
  }
  return lines;
}

/** The lines of an answer, without the blank ones behind it; the last line of a file may lack its end. */
function linesOf({ from, to }: Question, { lines }: Form): string[] {
  const own = lines.slice(from, to);
  const answer = own.slice(0, own.length - blanksBehind(own).length);
  const end = lines[0]?.endsWith('\r\n') === true ? '\r\n' : '\n';
  return answer.map((line) => (line.endsWith('\n') ? line : line + end));
}

/** The blank lines at the end, by which a form goes on. */
function blanksBehind(lines: readonly string[]): readonly string[] {
  return lines.slice(lines.findLastIndex((line) => line.trim() !== '') + 1);
}

/** What a person has ticked that was not. */
function ticksIn({ base, yours }: Versions): readonly string[] {
  const before = new Set(splitLines(base).map((line) => line.trimEnd()));
  return splitLines(yours).flatMap((line) => {
    const [, , text] = TICKED.exec(line.trimEnd()) ?? [];
    return text === undefined || before.has(line.trimEnd()) ? [] : [itemOf(text)];
  });
}

/** An item of a list of boxes without the remark in brackets behind it. */
function itemOf(text: string): string {
  return text.replace(/\s*\([^()]*\)\s*$/, '').trim();
}

function tickLines(lines: readonly string[], ticks: readonly string[], { sameItems }: FormPolicy): { lines: string[]; count: number } {
  const wanted = new Set(ticks.flatMap((tick) => sameItems.find((group) => group.includes(tick)) ?? [tick]));
  let count = 0;
  const ticked = lines.map((line) => {
    const [, mark, text = '', end = ''] = BOX.exec(line) ?? [];
    if (mark === undefined || !wanted.has(itemOf(text))) return line;
    count += 1;
    return `${mark}[x] ${text}${end}`;
  });
  return { lines: ticked, count };
}

function withLeftOver(lines: readonly string[], left: readonly Question[], theirs: Form): readonly string[] {
  if (left.length === 0) return lines;
  const end = lines[0]?.endsWith('\r\n') === true ? '\r\n' : '\n';
  const at = Math.max(
    0,
    lines.findIndex((line) => line.startsWith('## ')),
  );
  const said = left.flatMap((question) => [`**${question.asked}**${end}`, end, answerTo(question, theirs) + end, end]);
  return [...lines.slice(0, at), `Answers to questions that are not asked any more:${end}`, end, ...said, ...lines.slice(at)];
}

function noteOn(given: number, left: number, lostTicks: number): string {
  const answers = given === 1 ? 'Your answer was' : `Your ${given} answers were`;
  const stray = left === 0 ? '' : `; ${left === 1 ? 'one is' : `${left} are`} to questions that it does not have, and stand in front of it`;
  const boxes = lostTicks <= 0 ? '' : `; ${lostTicks} of your ticks ${lostTicks === 1 ? 'has' : 'have'} no box in it`;
  return `${given === 0 ? 'Your ticks were' : answers} carried over to the new form${stray}${boxes}.`;
}
