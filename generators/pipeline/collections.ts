import { dependencyCollections } from './dependencies.js';
import type { Pack, RecordValue, Stage, Task } from './pack.js';

export type TemplateRecord = Readonly<Record<string, RecordValue>>;

/** The collections of a render, by name. */
export type Collections = Readonly<Record<string, readonly StageEntries[]>>;

/** What one stage adds to a collection; listed with no entries where the stage is off, so that its place is fixed. */
export interface StageEntries {
  readonly stage: string;
  readonly title: string;
  readonly summary: string;
  /** The numbers of all tasks of the stage, whatever is on: what is the same for everybody is no conflict in git. */
  readonly tasks: readonly string[];
  readonly entries: readonly TemplateRecord[];
}

type Holds = (when: string | undefined) => boolean;

/** The identifier that stands for the package in paths, in Python modules and in records. */
export const PACKAGE_PLACEHOLDER = 'pkgname';

/** The collection whose records name packages. */
const DEPENDENCIES = 'dependencies';

/**
 * Gathers the records that the stages contribute, by collection, for every stage that could contribute.
 *
 * @param on the slugs of the tasks that are on.
 * @param holds whether a `when` is true for the answers at hand.
 * @param packageName what `pkgname` in a record stands for.
 * @returns the pack's collections, and the built-in ones: `stageList`, and those that are made of
 *   `dependencies`.
 */
export function collect(
  pack: Pack,
  stages: readonly Stage[],
  on: ReadonlySet<string>,
  holds: Holds,
  packageName: string,
): Collections {
  const names = new Set(pack.stages.flatMap((stage) => Object.keys(stage.contributes)));
  const collected = [...names].map((name): [string, StageEntries[]] => {
    const contributors = pack.stages.filter((stage) => stage.contributes[name] !== undefined);
    return [name, contributors.map((stage) => rowOf(stage, pack, stages.includes(stage) ? recordsOf(stage, name, holds) : []))];
  });
  const collections = {
    ...Object.fromEntries(collected),
    ...dependencyCollections(pack, Object.fromEntries(collected)[DEPENDENCIES] ?? []),
    stageList: pack.stages.map((stage) => describeStage(stage, pack, on)),
  };
  return namePackage(collections, packageName);
}

/** Puts the package into every text of the records, wherever it stands. */
function namePackage<T>(value: T, packageName: string): T;
function namePackage(value: unknown, packageName: string): unknown {
  if (typeof value === 'string') return value.replaceAll(PACKAGE_PLACEHOLDER, packageName);
  if (Array.isArray(value)) return value.map((item) => namePackage(item, packageName));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, namePackage(field, packageName)]));
}

function recordsOf({ contributes }: Stage, name: string, holds: Holds): TemplateRecord[] {
  return (contributes[name] ?? []).filter((record) => holds(record.when)).map(({ fields }) => fields);
}

function rowOf({ id, title, summary }: Stage, pack: Pack, entries: readonly TemplateRecord[]): StageEntries {
  const tasks = pack.tasks.filter((task) => task.stage === id).map((task) => String(task.id ?? task.slug));
  return { stage: id, title, summary, tasks, entries };
}

/** One row of the emitted table of stages: what of the stage is on, where it is, and what to run first. */
function describeStage(stage: Stage, pack: Pack, on: ReadonlySet<string>): StageEntries {
  const tasks = pack.tasks.filter((task) => task.stage === stage.id && on.has(task.slug));
  const unique = (lists: (task: Task) => readonly string[]): string[] => [...new Set(tasks.flatMap(lists))];
  const row = {
    summary: stage.summary,
    tasks: tasks.map((task) => String(task.id ?? task.slug)),
    files: unique((task) => task.artifacts),
    commands: unique((task) => task.commands),
  };
  return rowOf(stage, pack, tasks.length === 0 ? [] : [row]);
}
