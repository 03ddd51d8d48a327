import type { Value, Values } from '../../answers/value.js';
import { isListed } from '../needs.js';
import { type Pack, questionsOf, type Task } from '../pack.js';
import { isSameTask } from './upgrade.js';

/** A task, as it is told to a person. */
interface NamedTask {
  readonly slug: string;
  readonly id?: number;
  readonly wording: string;
}

/** What a project answered before and answers now, and which of its tasks are on now. */
export interface AnswersMoved {
  readonly before: Values;
  readonly after: Values;
  readonly on: ReadonlySet<string>;
}

/** What is different in another pack, in terms that a student knows. */
export interface PackNews {
  readonly from: { readonly id: string; readonly title: string; readonly revision: number };
  readonly to: { readonly id: string; readonly title: string; readonly revision: number };
  /** On the checklist now, and not before. They are off until somebody adds them; one that is on comes back with an undo. */
  readonly newTasks: readonly (NamedTask & { readonly on?: true })[];
  readonly goneTasks: readonly NamedTask[];
  readonly reworded: readonly { readonly slug: string; readonly id?: number; readonly before: string; readonly after: string }[];
  readonly renamed: readonly { readonly before: string; readonly after: string }[];
  readonly versions: readonly { readonly name: string; readonly before?: string; readonly after?: string }[];
  /** Answers whose question has another name now. */
  readonly renamedAnswers: readonly { readonly before: string; readonly after: string }[];
  /** Answers that nothing asks for any more. */
  readonly droppedAnswers: readonly { readonly flag: string; readonly value: Value }[];
}

const NOTHING_MOVED: AnswersMoved = { before: {}, after: {}, on: new Set() };

/** A task of a pack, and the one that it was in another; nothing where it is new. */
interface TaskPair {
  readonly task: Task;
  readonly old: Task | undefined;
}

/** Each task on the checklist of a pack with the one that it was in another. */
export function pairTasks(from: Pack, to: Pack): readonly TaskPair[] {
  const before = from.tasks.filter(isListed);
  return to.tasks.filter(isListed).map((task) => ({ task, old: before.find((old) => isSameTask(old, task, to)) }));
}

/**
 * Compares the pack of a project with the one that it moves to.
 *
 * @param moved what becomes of the project's answers.
 */
export function packNews(from: Pack, to: Pack, moved: AnswersMoved = NOTHING_MOVED): PackNews {
  const pairs = pairTasks(from, to);
  const known = pairs.flatMap(({ task, old }) => (old === undefined ? [] : [{ task, old }]));
  return {
    from: identityOf(from),
    to: identityOf(to),
    newTasks: pairs
      .filter(({ old }) => old === undefined)
      .map(({ task }) => ({ ...nameOf(task), ...(moved.on.has(task.slug) ? { on: true as const } : {}) })),
    goneTasks: from.tasks
      .filter(isListed)
      .filter((old) => !known.some((pair) => pair.old === old))
      .map(nameOf),
    reworded: known
      .filter(({ task, old }) => task.wording !== old.wording)
      .map(({ task, old }) => ({ ...label(task), before: old.wording, after: task.wording })),
    renamed: known.filter(({ task, old }) => task.slug !== old.slug).map(({ task, old }) => ({ before: old.slug, after: task.slug })),
    versions: versionsOf(from, to),
    ...answersOf(from, to, moved),
  };
}

function answersOf(from: Pack, to: Pack, { before, after }: AnswersMoved): Pick<PackNews, 'renamedAnswers' | 'droppedAnswers'> {
  const renamedAnswers = [
    ...renamedIn(to, after, before).map(({ name, old }) => ({ before: old, after: name })),
    // An undo goes back to the name of before.
    ...renamedIn(from, before, after).map(({ name, old }) => ({ before: name, after: old })),
  ];
  const kept = new Set([...Object.keys(after), ...renamedAnswers.map((renamed) => renamed.before)]);
  const droppedAnswers = questionsOf(from).flatMap(({ name, flag }) => {
    const value = kept.has(name) || !Object.hasOwn(before, name) ? undefined : before[name];
    return value === undefined || value.length === 0 ? [] : [{ flag: `--${flag}`, value }];
  });
  return { renamedAnswers, droppedAnswers };
}

/** Answers to the questions of a pack that others recorded under a former name. */
function renamedIn(pack: Pack, own: Values, others: Values): { readonly name: string; readonly old: string }[] {
  return questionsOf(pack).flatMap(({ name, was = [] }) => {
    const old = Object.hasOwn(others, name) ? undefined : was.find((known) => Object.hasOwn(others, known));
    return old === undefined || !Object.hasOwn(own, name) ? [] : [{ name, old }];
  });
}

function versionsOf(from: Pack, to: Pack): PackNews['versions'] {
  const names = [...new Set([...Object.keys(from.versions), ...Object.keys(to.versions)])].sort();
  return names.flatMap((name) => {
    const [before, after] = [from.versions[name]?.version, to.versions[name]?.version];
    if (before === after) return [];
    return [{ name, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

function identityOf({ id, title, revision }: Pack): PackNews['from'] {
  return { id, title, revision };
}

function nameOf(task: Task): NamedTask {
  return { ...label(task), wording: task.wording };
}

function label({ slug, id }: Task): { readonly slug: string; readonly id?: number } {
  return id === undefined ? { slug } : { slug, id };
}
