import type { Pack, Task } from './pack.js';

/** What is on, and why: for each task that nobody asked for, the task that needs it. */
export interface Closure {
  /** In the pack's order. */
  readonly on: readonly string[];
  readonly because: ReadonlyMap<string, string>;
}

/**
 * Closes a choice over what it needs: what is on is what was asked for, what is always on, and all that these need.
 *
 * @param asked slugs; one that no stage of the pack offers stays off.
 */
export function closeOverNeeds(asked: Iterable<string>, pack: Pack): Closure {
  const wanted = new Set(asked);
  const roots = pack.tasks.filter((task) => isOffered(task) && (task.always || wanted.has(task.slug)));
  const on = new Set(roots.map((task) => task.slug));
  const because = new Map<string, string>();
  const bySlug = new Map(pack.tasks.map((task) => [task.slug, task]));
  const queue = [...roots];
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    for (const need of neededBy(task, bySlug)) {
      if (on.has(need.slug)) continue;
      on.add(need.slug);
      because.set(need.slug, task.slug);
      queue.push(need);
    }
  }
  return { on: inOrder(on, pack), because };
}

function neededBy(task: Task, bySlug: ReadonlyMap<string, Task>): readonly Task[] {
  return task.needs.flatMap((slug) => bySlug.get(slug) ?? []).filter(isClaimed);
}

/**
 * The other way round: the tasks that cannot stay when some go.
 *
 * @param going the slugs that are to go.
 * @param on the slugs that are on now.
 * @returns those of `on` that need one of `going`, directly or through others, in the pack's order.
 */
export function whatNeeds(going: Iterable<string>, on: Iterable<string>, pack: Pack): readonly string[] {
  const named = new Set(going);
  const gone = new Set(named);
  const staying = new Set(on);
  const tasks = pack.tasks.filter((task) => staying.has(task.slug));
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const task of tasks) if (task.needs.some((need) => gone.has(need))) gone.add(task.slug);
  }
  return inOrder(new Set([...gone].filter((slug) => !named.has(slug))), pack);
}

/**
 * The tasks that a stage brings when nobody names single ones: those whose needs are met by what is on, and by one
 * another. Where
 * none is, the first one of the stage with what it needs, or adding a stage would do nothing.
 *
 * @param on the slugs that are on now.
 * @returns slugs of the stage, in the pack's order. With what they bring, the answer stays the same: adding twice is
 *   adding once.
 */
export function offered(stage: string, on: Iterable<string>, pack: Pack): readonly string[] {
  const tasks = pack.tasks.filter((task) => task.stage === stage && isOffered(task));
  const already = [...on];
  const met = meetNeeds(tasks, new Set(already));
  const [first] = tasks;
  if (met.length > 0 || first === undefined) return met;
  return meetNeeds(tasks, new Set(closeOverNeeds([...already, first.slug], pack).on));
}

function meetNeeds(tasks: readonly Task[], on: Set<string>): readonly string[] {
  const met = new Set<string>();
  for (let before = -1; before !== met.size; ) {
    before = met.size;
    for (const { slug, needs } of tasks) {
      if (needs.some((need) => !on.has(need))) continue;
      met.add(slug);
      on.add(slug);
    }
  }
  return tasks.map((task) => task.slug).filter((slug) => met.has(slug));
}

/** Slugs in the order of the checklist, without what the pack does not know. */
export function inOrder(slugs: ReadonlySet<string>, pack: Pack): readonly string[] {
  return pack.tasks.map((task) => task.slug).filter((slug) => slugs.has(slug));
}

/** Whether some stage of the pack claims the task: only such a task can be on. */
function isClaimed({ stage }: Task): boolean {
  return stage !== undefined;
}

/** Whether the task stands on the checklist. */
export function isListed({ listed }: Task): boolean {
  return listed !== false;
}

/** Whether the task can be asked for. */
export function isOffered(task: Task): boolean {
  return isClaimed(task) && isListed(task);
}

/** Slugs without the tasks that stand on no checklist. */
export function listedOnly(slugs: readonly string[], pack: Pack): readonly string[] {
  return slugs.filter((slug) => pack.tasks.some((task) => task.slug === slug && isListed(task)));
}
