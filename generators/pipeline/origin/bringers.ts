import { whatNeeds } from '../pack/needs.js';
import type { PackFile, Stage, Task } from '../pack/pack.js';
import type { Plan } from '../plan/plan.js';
import { type Expression, parseExpression } from '../template/expression.js';

/** The stage in whose folder of the pack a file or a part stands. */
export function stageOf(origin: string, { pack }: Plan): Stage | undefined {
  const [id] = origin.split('/');
  return pack.stages.find((stage) => stage.id === id);
}

/**
 * The tasks for which a file is emitted: those that name it among what they bring, and those that its condition names. Where no task is
 * named, all of its stage that are on.
 */
export function tasksOfFile(file: PackFile, plan: Plan): readonly Task[] {
  const stage = stageOf(file.origin, plan);
  const own = tasksOn(plan).filter((task) => task.stage === stage?.id);
  const named = file.when === undefined ? [] : tasksNamedIn(parseExpression(file.when));
  const fits = (task: Task): boolean => named.includes(task.slug) || (own.includes(task) && task.artifacts.some(coveringOf(file)));
  const found = tasksOn(plan).filter(fits);
  return found.length === 0 ? own : found;
}

/** The tasks that are on, in the pack's order. */
export function tasksOn({ pack, on }: Plan): readonly Task[] {
  return pack.tasks.filter(({ slug }) => on.has(slug));
}

/** Whether what a task says it brings is a file, or a folder around it. */
function coveringOf({ path }: PackFile): (artifact: string) => boolean {
  return (artifact) => artifact === path || (artifact.endsWith('/') && path.startsWith(artifact));
}

/** The tasks that a condition wants to be on. */
function tasksNamedIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'includes':
      return expression.path.join('.') === 'tasks' ? [expression.literal] : [];
    case 'and':
    case 'or':
      return [...tasksNamedIn(expression.left), ...tasksNamedIn(expression.right)];
    default:
      return [];
  }
}

/** Each task that can be taken away, with those that go with it because they need it. */
export function removals(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = new Set(plan.pack.tasks.filter(({ always }) => always).map(({ slug }) => slug));
  const going = [...plan.on].map((slug) => [slug, new Set([slug, ...whatNeeds([slug], plan.on, plan.pack)])] as const);
  return new Map(going.filter(([, slugs]) => [...slugs].every((slug) => !kept.has(slug))));
}
