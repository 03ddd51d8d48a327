import { readPattern } from '../../answers/pattern.js';
import { TOKEN } from '../../answers/value.js';
import { Refusal } from '../../errors.js';
import { OPTIONS } from '../../options.js';
import { type Expression, parseExpression, pathsIn } from '../../template/expression.js';
import { hasTags } from '../../template/fill.js';
import type { Problem } from '../../template/nodes.js';
import { isFreeName } from '../../template/tokens.js';
import { type NameTypes, verifyExpression } from '../../template/types.js';
import { ALWAYS_ASKED, isListType, type Pack, type Question } from '../pack.js';
import type { Locate } from '../problem.js';
import { answerTypes, BUILT_IN, conditionTypes } from '../template_names.js';
import { checkFilled } from './filled.js';

/** Flags that no question can have: the options of every command, of single commands, and of Yeoman. */
const TAKEN = new Set([
  ...OPTIONS.map(({ name }) => name),
  ...'with-dependents strict run trust csv html force yes color debug quiet verbose'.split(' '),
  ...'skip-cache ask-answered force-install'.split(' '),
  ...'resolved namespace env only'.split(' '),
]);

/** A question, and where it was written. */
interface PlacedQuestion {
  readonly question: Question;
  readonly at: (key?: string) => Pick<Problem, 'file' | 'line'>;
}

/** Checks the questions: names, flags, defaults, conditions. */
export function checkQuestions(pack: Pack, locate: Locate): Problem[] {
  const placed = placeQuestions(pack, locate);
  const names = conditionTypes(pack);
  const collections = new Set(pack.stages.flatMap(({ contributes }) => Object.keys(contributes)));
  return placed.flatMap(({ question, at }, index) => {
    const earlier = placed.slice(0, index).map((other) => other.question);
    const others = placed.map((other) => other.question).filter((other) => other !== question);
    const facts = [...nameFaults(question, others, earlier, collections), ...defaultFaults(question), ...patternFaults(question)];
    return [
      ...facts.map(([key, fact, remedy]) => ({ ...at(key), fact, remedy })),
      ...madeDefault(question, earlier, pack, at),
      ...checkCondition(question.when, names, () => at('when')),
      ...laterNames(question, placed.slice(index)).map((later) => ({ ...at('when'), ...notYet(question, later) })),
    ];
  });
}

/**
 * Checks a `when:`.
 *
 * @param place says where it stands; it is asked only where something is wrong, since looking for a line in a long file takes time.
 */
export function checkCondition(when: string | undefined, names: NameTypes, place: () => Pick<Problem, 'file' | 'line'>): Problem[] {
  if (when === undefined) return [];
  try {
    verifyExpression(parseExpression(when), names);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ ...place(), fact: `"when: ${when}": ${error.fact}`, remedy: error.remedy }];
  }
}

function placeQuestions({ asks, stages }: Pack, locate: Locate): PlacedQuestion[] {
  const place = (question: Question, document: string, index: number): PlacedQuestion => ({
    question,
    at: (key) => locate([document], ['asks', index, ...(key === undefined ? [] : [key])]),
  });
  // These stand before the ones of the document.
  const added = asks.filter((question) => ALWAYS_ASKED.includes(question)).length;
  return [
    ...asks.map((question, index) => place(question, 'pack.yml', index - added)),
    ...stages.flatMap((stage) => stage.asks.map((question, index) => place(question, `${stage.id}/stage.yml`, index))),
  ];
}

/** Questions that a condition looks at before they are asked: it would never hold. */
function laterNames({ when }: Question, later: readonly PlacedQuestion[]): readonly string[] {
  const expression = when === undefined ? undefined : readable(when);
  const names = expression === undefined ? [] : pathsIn(expression).map(([first]) => first);
  return later.map(({ question }) => question.name).filter((name) => names.includes(name));
}

/** A condition that cannot be read has been reported. */
function readable(when: string): Expression | undefined {
  try {
    return parseExpression(when);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function notYet({ name, when }: Question, later: string): Pick<Problem, 'fact' | 'remedy'> {
  const fact = later === name ? `names its own question` : `names "${later}", which is asked later`;
  return { fact: `"when: ${when ?? ''}" ${fact}`, remedy: `Put the question "${later}" above "${name}", or ask for something else` };
}

type Fault = readonly [key: string, fact: string, remedy: string];

function nameFaults(
  { name, flag, type, was = [] }: Question,
  others: readonly Question[],
  earlier: readonly Question[],
  collections: ReadonlySet<string>,
): Fault[] {
  const builtIn: readonly string[] = BUILT_IN;
  const faults: Fault[] = [];
  if (!isFreeName(name) || builtIn.includes(name))
    faults.push(['name', `The name "${name}" is reserved`, 'Give the question another name']);
  if (collections.has(name)) faults.push(['name', `"${name}" is also something that stages contribute`, 'Give one of them another name']);
  if (name === 'package' && type !== 'package')
    faults.push(['type', 'The question "package" has another type than package', 'Give it the type package']);
  if (earlier.some((other) => other.name === name)) faults.push(['name', `Another question has the name "${name}"`, 'Give each its own']);
  if (earlier.some((other) => other.flag === flag)) faults.push(['flag', `Another question has the flag --${flag}`, 'Give each its own']);
  for (const old of was.filter((known) => known === name || others.some((other) => other.name === known || other.was?.includes(known))))
    faults.push(['was', `"${old}" is the name of a question that there is`, 'Name only what the question was called before']);
  if (TAKEN.has(flag) || flag.startsWith('no-'))
    faults.push(['flag', `The flag --${flag} is an option of the commands`, 'Give the question another flag']);
  return faults;
}

function defaultFaults(question: Question): Fault[] {
  const { type, choices, default: value } = question;
  const isChosen = type === 'choice' || type === 'choices';
  if (!isChosen && choices !== undefined)
    return [['choices', `A question of the type ${type} has no choices`, 'Make it a choice, or remove them']];
  if (typeof value === 'object' && !isListType(type)) return [['default', 'The default is a list', 'Write one text']];
  if (typeof value === 'string' && isListType(type)) return [['default', 'The default is one text', 'Write a list']];
  if (typeof value === 'string' && hasTags(value)) return [];
  if (isChosen) return choiceFaults(question);
  const tokens = type === 'token' || type === 'tokens' ? [value ?? []].flat() : [];
  const fact = 'The default holds more than letters, digits and ._-, or begins with one of these';
  const isFine = tokens.every((token) => token === '' || TOKEN.test(token));
  return isFine ? [] : [['default', fact, 'Correct it, or make the question a text']];
}

function choiceFaults({ type, choices, default: value, required }: Question): Fault[] {
  if (choices === undefined) return [['type', 'A choice has no choices', 'Add "choices"']];
  const values = choices.map((choice) => choice.value);
  const twice = values.find((one, index) => values.indexOf(one) < index);
  if (twice !== undefined) return [['choices', `Two of the choices are "${twice}"`, 'Give each its own value']];
  if (value === undefined)
    return required === true || type === 'choices' ? [] : [['type', 'A choice has no default', 'Add one of its values as "default"']];
  return [value].flat().every((one) => values.includes(one))
    ? []
    : [['default', 'The default is none of the choices', `Use one of: ${values.join(', ')}`]];
}

function patternFaults({ type, pattern }: Question): Fault[] {
  if (pattern === undefined) return [];
  if (type === 'choice' || type === 'choices' || type === 'package')
    return [['pattern', `A question of the type ${type} has a form of its own`, 'Remove "pattern"']];
  try {
    readPattern(pattern.form);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [['pattern', error.fact, error.remedy]];
  }
}

/** A default that is made of answers: of those before it. */
function madeDefault({ default: value }: Question, earlier: readonly Question[], pack: Pack, at: PlacedQuestion['at']): Problem[] {
  if (typeof value !== 'string' || !hasTags(value)) return [];
  return checkFilled(value, answerTypes(earlier, pack), () => at('default'));
}
