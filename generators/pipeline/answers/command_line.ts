import { type Pack, type Question, questionsOf } from '../pack/pack.js';
import { shellWord } from '../shell.js';
import { type Answers, defaultAnswer } from './answers.js';
import { parseSelection, presetNames } from './selection.js';
import type { Value, Values } from './value.js';

/**
 * Answers as options for a POSIX shell: every one that is not what the question gets by itself with `--defaults`, and the tasks.
 *
 * @param recorded the answers that a project has already; nothing for a new one.
 */
export function answersAsOptions({ values, asked }: Answers, pack: Pack, recorded: Values = {}): readonly string[] {
  const flags = questionsOf(pack).flatMap((question) => {
    const answer = values[question.name];
    // A title comes from the folder's name, which may be another one there.
    const byItself = recorded[question.name] ?? (question.type === 'title' ? undefined : defaultAnswer(question, pack, values, ''));
    return answer === undefined || isSame(answer, byItself) ? [] : flagsOf(question, answer);
  });
  return [...flags, `--tasks=${shellWord(selectionOf(asked, pack))}`];
}

/** The preset that comes to the same tasks, else their slugs. */
function selectionOf(asked: readonly string[], pack: Pack): string {
  const preset = presetNames(pack).find((name) => isSame(parseSelection(name, pack), parseSelection(asked, pack)));
  return preset ?? asked.join(',');
}

function flagsOf({ flag }: Question, answer: Value): readonly string[] {
  const values = typeof answer === 'string' ? [answer] : answer.length === 0 ? [''] : answer;
  return values.map((value) => `--${flag}=${shellWord(value)}`);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
