import { needsAnswer } from '../answers/answers.js';
import { isPattern } from '../answers/pattern.js';
import { checkValue, tidy, type Value } from '../answers/value.js';
import { ALWAYS_ASKED, type Pack, type Question, type QuestionType, questionsOf } from '../pack/pack.js';
import type { Locate } from '../pack/problem.js';
import { hasTags } from '../template/fill.js';
import type { Problem } from '../template/nodes.js';

/** An answer of each type, for a question that has no default and needs one. */
const SAMPLES: Readonly<Record<Exclude<QuestionType, 'choice' | 'choices'>, Value>> = {
  title: 'Demo',
  package: 'demo',
  text: 'Sample',
  texts: ['Sample'],
  token: 'sample',
  tokens: ['sample'],
  email: 'someone@example.org',
  url: 'https://example.org/sample',
};

/** The questions that somebody must answer: where one of them is asked, `--defaults` alone is refused. */
export function openQuestions(pack: Pack): readonly Question[] {
  const isMade = ({ type }: Question): boolean => type === 'title' || type === 'package';
  return questionsOf(pack).filter((question) => question.default === undefined && !isMade(question) && needsAnswer(question));
}

/** An answer to each of these, as a person could give it. */
export function sampleAnswers(pack: Pack): Readonly<Record<string, Value>> {
  const samples = openQuestions(pack).map(({ name, type, choices }) => {
    return [name, type === 'choice' || type === 'choices' ? (choices?.[0]?.value ?? '') : SAMPLES[type]] as const;
  });
  return Object.fromEntries(samples);
}

/** Defaults that would be refused as answers: a project that takes one could not be changed any more. */
export function wrongDefaults(pack: Pack, locate: Locate): readonly Problem[] {
  const documents = [{ file: 'pack.yml', asks: pack.asks }, ...pack.stages.map(({ id, asks }) => ({ file: `${id}/stage.yml`, asks }))];
  return documents.flatMap(({ file, asks }) => {
    const written = asks.filter((question) => !ALWAYS_ASKED.includes(question));
    return written.flatMap((question, index): readonly Problem[] => {
      const value = question.default;
      // An empty one is that of a question that may stay open.
      if (value === undefined || value === '' || hasTags(String(value)) || isToldOtherwise(question)) return [];
      const refusal = checkValue(question, tidy(question, value), pack, `The default of --${question.flag}`);
      return refusal === undefined ? [] : [{ ...locate([file], ['asks', index, 'default']), fact: refusal.fact, remedy: refusal.remedy }];
    });
  });
}

/** The check of the pack has told of a default that is none of the choices, and of a pattern that nobody can read. */
function isToldOtherwise({ type, pattern }: Question): boolean {
  return type === 'choice' || type === 'choices' || (pattern !== undefined && !isPattern(pattern.form));
}
