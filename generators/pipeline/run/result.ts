import { stagesNamed } from '../answers/selection.js';
import type { Change, Merged, Outcome } from '../change.js';
import type { LeftOutTask, NextStep, Result, TurnedTask, Warning } from '../documents.js';
import { CONFLICTS, DONE } from '../errors.js';
import { type PackNews, packNews } from '../pack/library/news.js';
import { isSameTask } from '../pack/library/upgrade.js';
import { isListed, listedOnly } from '../pack/needs.js';
import type { Task } from '../pack/pack.js';
import type { Prepared, Rendition } from '../states.js';

/** Puts together what happened, from what was prepared and what went wrong after the writing. */
export function describe(prepared: Prepared, warnings: readonly Warning[], merged: Merged = prepared.merged): Result {
  const { request, before, after, turned } = prepared;
  const changes = merged.changes.filter(({ outcome, note }) => outcome !== 'unchanged' || note !== undefined);
  const { pack } = (after ?? before)?.loaded ?? prepared.loaded;
  return {
    command: request.stage ?? request.command,
    folder: prepared.root,
    planned: request.options.plan,
    pack: { id: pack.id, title: pack.title, revision: pack.revision },
    counts: count(merged.changes),
    recorded: prepared.records.length > 0,
    completes: prepared.completes,
    changes: changes.map(summaryOf),
    tasks: {
      on: after === undefined ? [] : listedOnly([...after.plan.on], after.plan.pack),
      added: addedTasks(prepared),
      removed: removedTasks(prepared),
      ...leftOutTasks(prepared),
    },
    ...(turned === undefined ? {} : { turned: turned.command }),
    ...newsOf(prepared),
    warnings,
    next: nextSteps(prepared),
    exitCode: isDone(changes, warnings) ? DONE : CONFLICTS,
  };
}

/** Whether nothing waits for a person: no conflict, and no file that misses something. */
function isDone(changes: readonly Change[], warnings: readonly Warning[]): boolean {
  return !changes.some(({ outcome }) => outcome === 'conflict') && !warnings.some(({ incomplete }) => incomplete);
}

function newsOf({ before, after }: Prepared): { news?: PackNews } {
  if (before === undefined || after === undefined || before.loaded.digest === after.loaded.digest) return {};
  const moved = { before: before.plan.answers.values, after: after.plan.answers.values, on: after.plan.on };
  return { news: packNews(before.loaded.pack, after.loaded.pack, moved) };
}

function count(changes: readonly Change[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of changes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function summaryOf({ path, outcome, from, note }: Change): Result['changes'][number] {
  return { path, outcome, ...(from === undefined ? {} : { from }), ...(note === undefined ? {} : { note }) };
}

/** The tasks that this run turned on, and for those that nobody named, which task needs them. */
function addedTasks({ before, after }: Prepared): TurnedTask[] {
  if (after === undefined) return [];
  const old = tasksOf(before);
  return tasksOf(after)
    .filter((task) => !old.some((each) => isSameTask(each, task, after.plan.pack)))
    .map(({ slug }) => {
      const because = after.plan.because.get(slug);
      return because === undefined ? { slug } : { slug, because };
    });
}

/** The tasks that this run turned off: those that were named, what needs them, and what nobody needs any more. */
function removedTasks({ before, after }: Prepared): string[] {
  const left = tasksOf(after);
  const gone = tasksOf(before).filter((old) => after === undefined || !left.some((task) => isSameTask(old, task, after.plan.pack)));
  return gone.map(({ slug }) => slug);
}

/** Of the stages that were added, the tasks that did not come with them, and what they need: a later command does not bring them by itself. */
function leftOutTasks({ request, after }: Prepared): { leftOut?: readonly LeftOutTask[] } {
  if (after === undefined || request.command !== 'add') return {};
  const { on, pack } = after.plan;
  const stages = stagesNamed(request.what, pack).map(({ id }) => id);
  const leftOut = pack.tasks
    .filter(isListed)
    .filter(({ slug, stage }) => stage !== undefined && stages.includes(stage) && !on.has(slug))
    .map(({ slug, id, needs }) => ({ slug, ...(id === undefined ? {} : { id }), needs: needs.filter((need) => !on.has(need)) }))
    .filter(({ needs }) => needs.length > 0);
  return leftOut.length === 0 ? {} : { leftOut };
}

function tasksOf(rendition: Rendition | undefined): Task[] {
  if (rendition === undefined) return [];
  const { pack, on } = rendition.plan;
  return pack.tasks.filter((task) => isListed(task) && on.has(task.slug));
}

/** The steps that stages contribute as `next`: all of them for a new project, those of the stages that came now for an older one. */
function nextSteps({ before, after }: Prepared): NextStep[] {
  const known = new Set(before?.plan.stages.map(({ id }) => id));
  return (after?.plan.collections['next'] ?? [])
    .filter(({ stage }) => !known.has(stage))
    .flatMap(({ entries }) => entries)
    .map(({ command, note }) => ({ command: String(command), note: String(note ?? '') }));
}
