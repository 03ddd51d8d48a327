import { Refusal } from '../errors.js';
import { closeOverNeeds, isOffered } from '../pack/needs.js';
import { isListType, type Pack, type Question, questionsOf } from '../pack/pack.js';
import { answerTypes } from '../pack/template_names.js';
import { evaluateExpression, parseExpression } from '../template/expression.js';
import { fillText, hasTags } from '../template/fill.js';
import { derivePackage, reservedNames, whyRenamed } from './package_name.js';
import { givenAnswer, type Sources, valueNamed, verifyGiven } from './sources.js';
import { checkValue, LONGEST_TEXT, tidy, UNWRITABLE, type Value, type Values } from './value.js';

/** All that a project is made of, besides its pack. */
export interface Answers {
  /** The answer to each question that applies, by the question's name, in the pack's order. */
  readonly values: Values;
  /**
   * The slugs that were asked for (those that are always on among them), in the pack's order; what they need is not in
   * it.
   */
  readonly asked: readonly string[];
}

/**
 * Puts the slugs that were asked for into their one form: in the pack's order, with what is always on, without what is
 * not offered.
 */
export function normaliseAsked(asked: Iterable<string>, pack: Pack): readonly string[] {
  const wanted = new Set(asked);
  return pack.tasks.filter((task) => isOffered(task) && (task.always || wanted.has(task.slug))).map(({ slug }) => slug);
}

/**
 * Completes answers without asking anybody.
 *
 * @param asked the slugs that were asked for.
 * @returns an answer to every question that applies; a question without an answer and without a default is a {@link
 *   Refusal} that names its flag.
 */
export function completeAnswers(pack: Pack, asked: readonly string[], sources: Sources): Answers {
  verifyGiven(pack, sources);
  const normal = normaliseAsked(asked, pack);
  const values: Record<string, Value> = {};
  for (const question of questionsFor(pack, normal)) {
    if (!applies(question, pack, normal, values)) continue;
    const value = givenAnswer(question, pack, sources)?.value ?? defaultAnswer(question, pack, values, sources.folder);
    if (value === undefined) throw missing(question);
    values[question.name] = value;
  }
  return { values, asked: normal };
}

/** The questions of the pack and of the stages that a choice turns on, in the order in which they are asked. */
export function questionsFor(pack: Pack, asked: Iterable<string>): readonly Question[] {
  const stages = stagesOn(pack, closeOverNeeds(asked, pack).on);
  return [...pack.asks, ...pack.stages.filter(({ id }) => stages.includes(id)).flatMap((stage) => stage.asks)];
}

/** Whether a question's condition holds with the answers before it. */
export function applies(question: Question, pack: Pack, asked: Iterable<string>, values: Values): boolean {
  if (question.when === undefined) return true;
  const { on } = closeOverNeeds(asked, pack);
  const context = { ...unanswered(questionsFor(pack, asked)), ...values, tasks: on, stages: stagesOn(pack, on) };
  return evaluateExpression(parseExpression(question.when), context);
}

/** What a question gets where nobody answers it; nothing where somebody must. */
export function defaultAnswer(question: Question, pack: Pack, values: Values, folder: string): Value | undefined {
  const { type } = question;
  const isMade = typeof question.default === 'string' && hasTags(question.default);
  const value = isMade ? madeAnswer(question, question.default, pack, values) : question.default;
  if (value !== undefined) return tidy(question, value);
  if (type === 'title') return titleOf(folder);
  if (type === 'package') return derivePackage(titleAmong(pack, values) ?? folder, reservedNames(pack));
  if (needsAnswer(question)) return undefined;
  return isListType(type) ? [] : '';
}

/** A default that is made of earlier answers; nothing where what comes out is no answer to the question. */
function madeAnswer(question: Question, text: string, pack: Pack, values: Values): Value | undefined {
  const questions = questionsOf(pack);
  const filled = fillText(text, answerTypes(questions, pack), { ...unanswered(questions), ...values, course: pack.course });
  return checkValue(question, tidy(question, filled), pack, '') === undefined ? filled : undefined;
}

/** Whether somebody has to answer a question that has no default, and for which none can be made. */
export function needsAnswer({ type, required }: Question): boolean {
  return required === true || type === 'choice' || type === 'token';
}

/** What a condition or a text sees of questions that nobody has answered. */
function unanswered(questions: readonly Question[]): Values {
  return Object.fromEntries(questions.map(({ name, type }) => [name, isListType(type) ? [] : '']));
}

/** Why the default of a question is not what a person expects, as a sentence; nothing where it is. */
export function noteOnDefault({ type }: Question, pack: Pack, values: Values, folder: string): string | undefined {
  return type === 'package' ? whyRenamed(titleAmong(pack, values) ?? folder, reservedNames(pack)) : undefined;
}

/** The notes on the defaults that these answers took: what was given or is recorded is what somebody wanted. */
export function notesOnDefaults({ values }: Answers, pack: Pack, sources: Sources): readonly string[] {
  return pack.asks.flatMap((question) => {
    const given = givenAnswer(question, pack, sources);
    const note = given === undefined ? noteOnDefault(question, pack, values, sources.folder) : undefined;
    return note === undefined ? [] : [`${note}. Another name: --${question.flag}=<name>`];
  });
}

/** Answers that were given by flags although their question does not arise with this choice: they change nothing. */
export function idleFlags(answers: Answers, pack: Pack, flags: Values): readonly string[] {
  const questions = [...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)];
  return questions.filter(({ name }) => Object.hasOwn(flags, name) && !Object.hasOwn(answers.values, name)).map(({ flag }) => `--${flag}`);
}

function stagesOn(pack: Pack, on: readonly string[]): readonly string[] {
  const stages = new Set(pack.tasks.filter(({ slug }) => on.includes(slug)).map((task) => task.stage));
  return pack.stages.map(({ id }) => id).filter((id) => stages.has(id));
}

function titleAmong(pack: Pack, values: Values): string | undefined {
  const title = pack.asks.find(({ type }) => type === 'title');
  const value = title === undefined ? undefined : valueNamed(values, title.name);
  return typeof value === 'string' ? value : undefined;
}

/** A folder's name as a title: without what no title may hold. */
function titleOf(folder: string): string {
  const clean = [...folder]
    .map((letter) => (UNWRITABLE.test(letter) ? ' ' : letter))
    .slice(0, LONGEST_TEXT)
    .join('')
    .trim();
  return clean === '' ? 'My project' : clean;
}

function missing({ flag, message }: Question): Refusal {
  return new Refusal(
    `There is no answer to "${message}" and no default`,
    `Give one with --${flag}=<answer>, or "${flag}" in a file for --answers`,
  );
}
