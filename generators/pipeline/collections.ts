import { dependencyCollections } from './dependencies.js';
import type { Pack, RecordValue, Stage, Task } from './pack.js';

export type TemplateRecord = Readonly<Record<string, RecordValue>>;

/** What one stage adds to a collection; listed with no entries where the stage is off, so that its place is fixed. */
export interface StageEntries {
  readonly stage: string;
  readonly title: string;
  readonly entries: readonly TemplateRecord[];
}

/** One stage that is on, as the table of the emitted README shows it. */
export interface StageRow {
  readonly stage: string;
  readonly title: string;
  readonly summary: string;
  readonly tasks: readonly TemplateRecord[];
  readonly commands: readonly string[];
  readonly artifacts: readonly string[];
}

export type CollectionValue = readonly StageEntries[] | readonly StageRow[];

type Holds = (when: string | undefined) => boolean;

/** The collection whose records name packages. */
const DEPENDENCIES = 'dependencies';

/**
 * Gathers the records that the stages contribute, by collection, for every stage that could contribute.
 *
 * @param on the slugs of the tasks that are on.
 * @param holds whether a `when` is true for the answers at hand.
 * @returns the pack's collections, and the built-in ones: `stageList`; of `dependencies`, `runtime` and `groups`.
 */
export function collect(
  pack: Pack,
  stages: readonly Stage[],
  on: ReadonlySet<string>,
  holds: Holds,
): Readonly<Record<string, CollectionValue>> {
  const names = new Set(pack.stages.flatMap((stage) => Object.keys(stage.contributes)));
  const collected = [...names].map((name): [string, StageEntries[]] => {
    const contributors = pack.stages.filter((stage) => stage.contributes[name] !== undefined);
    return [name, contributors.map((stage) => entriesOf(stage, stages.includes(stage), name, holds))];
  });
  return {
    ...Object.fromEntries(collected),
    ...dependencyCollections(pack, Object.fromEntries(collected)[DEPENDENCIES] ?? []),
    stageList: stages.map((stage) => describeStage(stage, pack, on)),
  };
}

function entriesOf({ id, title, contributes }: Stage, isOn: boolean, name: string, holds: Holds): StageEntries {
  const records = isOn ? (contributes[name] ?? []).filter((record) => holds(record.when)) : [];
  return { stage: id, title, entries: records.map(({ fields }) => fields) };
}

function describeStage(stage: Stage, pack: Pack, on: ReadonlySet<string>): StageRow {
  const tasks = pack.tasks.filter((task) => task.stage === stage.id && on.has(task.slug));
  const unique = (lists: (task: Task) => readonly string[]): string[] => [...new Set(tasks.flatMap(lists))];
  return {
    stage: stage.id,
    title: stage.title,
    summary: stage.summary,
    tasks: tasks.map((task) => ({
      id: task.id === undefined ? task.slug : String(task.id),
      slug: task.slug,
      wording: task.wording,
      modules: task.modules.join(', '),
    })),
    commands: unique((task) => task.commands),
    artifacts: unique((task) => task.artifacts),
  };
}
