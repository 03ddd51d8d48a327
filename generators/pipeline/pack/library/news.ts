import type { Pack, Task } from '../pack.js';
import { isSameTask } from './upgrade.js';

/** A task, as it is told to a person. */
interface NamedTask {
  readonly slug: string;
  readonly id?: number;
  readonly wording: string;
}

/** What is different in another pack, in terms that a student knows. */
export interface PackNews {
  readonly from: { readonly id: string; readonly title: string; readonly revision: number };
  readonly to: { readonly id: string; readonly title: string; readonly revision: number };
  /** On the checklist now, and not before. They are off until somebody adds them. */
  readonly newTasks: readonly NamedTask[];
  readonly goneTasks: readonly NamedTask[];
  readonly reworded: readonly { readonly slug: string; readonly id?: number; readonly before: string; readonly after: string }[];
  readonly renamed: readonly { readonly before: string; readonly after: string }[];
  readonly versions: readonly { readonly name: string; readonly before?: string; readonly after?: string }[];
}

/** Compares the pack of a project with the one that it moves to. */
export function packNews(from: Pack, to: Pack): PackNews {
  const pairs = to.tasks.map((task) => ({ task, old: from.tasks.find((old) => isSameTask(old, task, to)) }));
  const known = pairs.flatMap(({ task, old }) => (old === undefined ? [] : [{ task, old }]));
  return {
    from: identityOf(from),
    to: identityOf(to),
    newTasks: pairs.filter(({ old }) => old === undefined).map(({ task }) => nameOf(task)),
    goneTasks: from.tasks.filter((old) => !known.some((pair) => pair.old === old)).map(nameOf),
    reworded: known
      .filter(({ task, old }) => task.wording !== old.wording)
      .map(({ task, old }) => ({ ...label(task), before: old.wording, after: task.wording })),
    renamed: known.filter(({ task, old }) => task.slug !== old.slug).map(({ task, old }) => ({ before: old.slug, after: task.slug })),
    versions: versionsOf(from, to),
  };
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
