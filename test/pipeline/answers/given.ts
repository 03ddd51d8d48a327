import { type Answers, completeAnswers } from '../../../generators/pipeline/answers/answers.js';
import type { Sources } from '../../../generators/pipeline/answers/sources.js';
import type { Value } from '../../../generators/pipeline/answers/value.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { PACK } from '../pack/fixture.js';

/** The answers of a project in the folder `demo`, of the small course. */
export function complete(flags: Record<string, Value>, sources: Partial<Sources> = {}, asked: readonly string[] = []): Answers {
  return completeAnswers(PACK, asked, { flags, folder: 'demo', ...sources });
}

/** What a refusal says. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}
