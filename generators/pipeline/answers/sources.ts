import type { Pack, Question } from '../pack/pack.js';
import { checkValue, tidy, type Value, type Values } from './value.js';

/**
 * Where answers come from. Flags win over the answers file, it wins over what is recorded, that wins over the default.
 */
export interface Sources {
  readonly flags: Values;
  readonly file?: { readonly values: Values; readonly path: string };
  readonly recorded?: Values;
  /** The folder of the project, by its name: the title of a project that has none. */
  readonly folder: string;
}

/** An answer that was given, and how to name the place it came from in an error. */
export interface Given {
  readonly value: Value;
  readonly place: string;
}

/**
 * The answer that flags, the answers file or the record hold, checked.
 *
 * @throws Refusal where it is no answer to this question, naming the place it came from.
 */
export function givenAnswer(question: Question, pack: Pack, sources: Sources): Given | undefined {
  for (const given of [fromFlags(question, sources), fromFile(question, sources), fromRecord(question, sources)]) {
    if (given === undefined) continue;
    const value = tidy(question, given.value);
    const refusal = checkValue(question, value, pack, given.place);
    if (refusal !== undefined) throw refusal;
    return { value, place: given.place };
  }
  return undefined;
}

/**
 * Checks all that flags and the answers file hold, also for questions that may not arise: a wrong word is told before
 * the first question.
 */
export function verifyGiven(pack: Pack, sources: Sources): void {
  const { recorded: _, ...today } = sources;
  for (const question of [...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)]) {
    givenAnswer(question, pack, today);
  }
}

function fromFlags({ name, flag }: Question, { flags }: Sources): Given | undefined {
  const value = valueNamed(flags, name);
  return value === undefined ? undefined : { value, place: `--${flag}` };
}

function fromFile({ name, flag }: Question, { file }: Sources): Given | undefined {
  const value = file === undefined ? undefined : valueNamed(file.values, name);
  return value === undefined ? undefined : { value, place: `"${flag}" in ${file?.path ?? ''}` };
}

function fromRecord({ name, was = [] }: Question, { recorded = {} }: Sources): Given | undefined {
  for (const known of [name, ...was]) {
    const value = valueNamed(recorded, known);
    if (value !== undefined) return { value, place: `The recorded answer "${known}" (.yo-rc.json)` };
  }
  return undefined;
}

/** A value that was given, and not one that every object has. */
export function valueNamed(values: Values, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
