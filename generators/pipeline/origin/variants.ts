import { completeAnswers } from '../answers/answers.js';
import { Refusal } from '../errors.js';
import { withLf } from '../line_ends.js';
import type { PackFile } from '../pack/pack.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { render } from '../plan/render.js';
import { isText } from '../report/diffs.js';
import type { Ground } from './ground.js';

/** What a file would be with another choice: its text, or nothing where it would not be there. */
export interface Variants {
  /** As it is recorded. */
  readonly now: string;
  without(tasks: ReadonlySet<string>): string | undefined;
  /** With another answer to one question; nothing is known where the other answers do not go with it. */
  answered(question: string, value: string): { readonly text: string | undefined } | undefined;
}

/** The texts of one file of the pack, for any choice. Only that file is rendered. */
export function variantsOf(file: PackFile, { plan, templates }: Pick<Ground, 'plan' | 'templates'>): Variants {
  const { pack, answers } = plan;
  const textIn = (other: Plan): string | undefined => {
    const own = other.files.find(({ origin }) => origin === file.origin);
    const [entry] = own === undefined ? [] : [...render({ ...other, files: [own] }, templates).tree.values()];
    return entry === undefined || !isText(entry) ? undefined : withLf(entry.bytes.toString('utf8'));
  };
  return {
    now: textIn(plan) ?? '',
    without: (tasks) => textIn(makePlan({ values: answers.values, asked: [...plan.on].filter((slug) => !tasks.has(slug)) }, pack)),
    answered: (question, value) => {
      try {
        const recorded = { ...answers.values, [question]: value };
        return { text: textIn(makePlan(completeAnswers(pack, answers.asked, { flags: {}, recorded, folder: '' }), pack)) };
      } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
      }
    },
  };
}
