import { align } from '../merge/lines/align.js';
import { LineNumbers, splitLines } from '../merge/lines/pieces.js';
import { questionsOf, type Task } from '../pack/pack.js';
import type { Plan } from '../plan/plan.js';
import { removals, tasksOn } from './bringers.js';
import type { Variants } from './variants.js';

/** An answer without which a line would not be there, or would say something else. */
export interface DecidingAnswer {
  readonly flag: string;
  readonly value: string;
  /** The other choices with which the line is not there as it is. */
  readonly not: readonly string[];
}

/** Whether a line of a text is there, as it is, in another text. */
export type Keeps = (other: string | undefined) => boolean;

/**
 * Tells of other texts whether a line is in them.
 *
 * @param line counted from zero.
 */
export function keepsLine(text: string, line: number): Keeps {
  const numbers = new LineNumbers();
  const own = numbers.of(splitLines(text));
  return (other) => {
    if (other === undefined) return false;
    return other === text || !align(own, numbers.of(splitLines(other))).some(({ start, end }) => start <= line && line < end);
  };
}

/**
 * The tasks that bring a line: without them it is not there. What goes as well when a task goes that others need is not the doing of
 * that task. Where each of several tasks of a stage brings it, all of these; none where every project has it.
 */
export function tasksOfLine(plan: Plan, variants: Variants, keeps: Keeps): readonly Task[] {
  const going = removals(plan);
  const gone = [...going].filter(([, slugs]) => !keeps(variants.without(slugs)));
  const names = new Set(gone.map(([slug]) => slug));
  const first = gone.filter(([slug, slugs]) => ![...slugs].some((other) => other !== slug && names.has(other)));
  const slugs = new Set(first.map(([slug]) => slug));
  return slugs.size > 0 ? tasksOn(plan).filter(({ slug }) => slugs.has(slug)) : together(plan, going, variants, keeps);
}

function together(plan: Plan, going: ReadonlyMap<string, ReadonlySet<string>>, variants: Variants, keeps: Keeps): readonly Task[] {
  const movable = tasksOn(plan).filter(({ slug }) => going.has(slug));
  const found = plan.stages.map(({ id }) => movable.filter(({ stage }) => stage === id));
  const all = (tasks: readonly Task[]): Set<string> => new Set(tasks.flatMap(({ slug }) => [...(going.get(slug) ?? [])]));
  return found.find((tasks) => tasks.length > 1 && !keeps(variants.without(all(tasks)))) ?? [];
}

/** The answers that decide a line, of the questions with a closed list of choices. */
export function answersOfLine({ pack, answers }: Plan, variants: Variants, keeps: Keeps): readonly DecidingAnswer[] {
  return questionsOf(pack).flatMap(({ name, flag, type, choices = [] }): DecidingAnswer[] => {
    const value = answers.values[name];
    if (type !== 'choice' || typeof value !== 'string') return [];
    const others = choices.map((choice) => choice.value).filter((other) => other !== value);
    const not = others.filter((other) => {
      const variant = variants.answered(name, other);
      return variant !== undefined && !keeps(variant.text);
    });
    return not.length === 0 ? [] : [{ flag, value, not }];
  });
}
