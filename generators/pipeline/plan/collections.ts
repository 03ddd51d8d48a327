import { isListed } from '../pack/needs.js';
import type { Pack, RecordValue, Stage, Task } from '../pack/pack.js';
import { PACKAGE_PLACEHOLDER } from '../template/run.js';

type TemplateRecord = Readonly<Record<string, RecordValue>>;

/** The collections of a render, by name. */
export type Collections = Readonly<Record<string, readonly StageEntries[]>>;

/** What one stage adds to a collection; listed with no entries where the stage is off, so that its place is fixed. */
interface StageEntries {
  readonly stage: string;
  readonly title: string;
  readonly summary: string;
  /** The numbers of all tasks of the stage, whatever is on: what is the same for everybody is no conflict in git. */
  readonly tasks: readonly string[];
  readonly entries: readonly TemplateRecord[];
}

/** What all stages together add to one group of packages. */
interface GroupEntries extends StageEntries {
  readonly group: string;
}

type Holds = (when: string | undefined) => boolean;

/** The collection whose records name packages. */
const DEPENDENCIES = 'dependencies';

/** What decides which records there are, and what they say. */
interface Chosen {
  readonly stages: readonly Stage[];
  /** The slugs of the tasks that are on. */
  readonly on: ReadonlySet<string>;
  /** Whether a `when` is true for the answers at hand. */
  readonly holds: Holds;
  /** What `pkgname` in a record stands for. */
  readonly packageName: string;
  /** Fills a text with answers. */
  readonly fill: (text: string) => string;
}

/**
 * Gathers the records that the stages contribute, by collection, for every stage that could contribute.
 *
 * @returns the pack's collections, and the built-in ones: `stageList`, and those that are made of
 *   `dependencies`.
 */
export function collect(pack: Pack, { stages, on, holds, packageName, fill }: Chosen): Collections {
  const names = new Set(pack.stages.flatMap((stage) => Object.keys(stage.contributes)));
  const filled = (record: TemplateRecord): TemplateRecord =>
    Object.fromEntries(Object.entries(record).map(([field, value]) => [field, typeof value === 'string' ? fill(value) : value]));
  const collected = [...names].map((name): [string, StageEntries[]] => {
    const contributors = pack.stages.filter((stage) => stage.contributes[name] !== undefined);
    return [name, contributors.map((stage) => rowOf(stage, pack, stages.includes(stage) ? recordsOf(stage, name, holds).map(filled) : []))];
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
  const tasks = pack.tasks.filter((task) => task.stage === id && isListed(task)).map((task) => String(task.id ?? task.slug));
  return { stage: id, title, summary, tasks, entries };
}

/** One row of the emitted table of stages: what of the stage is on, where it is, and what to run first. */
function describeStage(stage: Stage, pack: Pack, on: ReadonlySet<string>): StageEntries {
  const tasks = pack.tasks.filter((task) => task.stage === stage.id && on.has(task.slug));
  const unique = (lists: (task: Task) => readonly string[]): string[] => [...new Set(tasks.flatMap(lists))];
  const row = {
    summary: stage.summary,
    tasks: tasks.filter(isListed).map((task) => String(task.id ?? task.slug)),
    files: unique((task) => task.artifacts),
    commands: unique((task) => task.commands),
  };
  return rowOf(stage, pack, tasks.length === 0 ? [] : [row]);
}

/** The group of what the package imports in every use of it: `[project] dependencies`. */
const RUNTIME = 'runtime';

/**
 * Completes the packages that stages contribute, and sorts them into the places where they are emitted.
 *
 * @param contributed the collection `dependencies`: records with `name`, `group`, and `dev` or `extras` where they apply.
 * @returns `dependencies`, each with `pin` (`torch==2.13.0`) and `range` (`torch>=2.13.0,<3`), once in its group, sorted by name;
 *   `runtime`, those of the runtime group; `groups`, for each stage its groups with their `ranges`. Then the same with a row
 *   for each group of a stage, so that two tasks of one stage have places apart: `packageList`, `devPackageList`, and
 *   `groupList`. And with a row for each group, whichever stages put something into it, so that a package has one place:
 *   `extraList` of what the package imports, and `toolList` of what is `dev`.
 */
function dependencyCollections(pack: Pack, contributed: readonly StageEntries[]): Readonly<Record<string, readonly StageEntries[]>> {
  const seen = new Set<string>();
  const dependencies = contributed.map((row) => ({ ...row, entries: completeEntries(row.entries, pack, seen) }));
  const runtime = dependencies.map((row) => ({ ...row, entries: row.entries.filter(({ group }) => group === RUNTIME) }));
  const groups = dependencies.map((row) => ({ ...row, entries: groupEntries(row.entries) }));
  const contributing = (inRuntime: boolean) => (row: StageEntries) => contributesTo(pack, row.stage, inRuntime);
  const list = (fits: (fields: TemplateRecord) => boolean) => dependencies.flatMap((row) => splitByGroup(row, pack, fits));
  return {
    dependencies,
    runtime: runtime.filter(contributing(true)),
    groups: groups.filter(contributing(false)),
    packageList: list(({ dev }) => dev !== true),
    devPackageList: list(({ dev }) => dev === true),
    groupList: list(({ group }) => group !== RUNTIME).map((row) => ({ ...row, entries: groupEntries(row.entries) })),
    extraList: joinByGroup(dependencies, pack, ({ dev, group }) => dev !== true && group !== RUNTIME),
    toolList: joinByGroup(dependencies, pack, ({ dev }) => dev === true),
  };
}

/** A row for each group to which any stage could contribute such a package, where the first of these stages stands. */
function joinByGroup(rows: readonly StageEntries[], pack: Pack, fits: (fields: TemplateRecord) => boolean): GroupEntries[] {
  const entries = rows.flatMap((row) => row.entries);
  const joined = rows.flatMap((row): GroupEntries[] =>
    groupsOf(pack, row.stage, fits).map((group) => ({
      ...row,
      group,
      entries: entries.filter((entry) => entry['group'] === group && fits(entry)).sort(byName),
    })),
  );
  return joined.filter(({ group }, index) => joined.findIndex((other) => other.group === group) === index);
}

/** The groups to which a stage could contribute such a package, whatever is on now. */
function groupsOf(pack: Pack, stage: string, fits: (fields: TemplateRecord) => boolean): string[] {
  const possible = dependencyRecordsOf(pack, stage).filter(fits);
  return [...new Set(possible.map(({ group }) => String(group)))];
}

function byName(a: TemplateRecord, b: TemplateRecord): number {
  return String(a['name']) < String(b['name']) ? -1 : 1;
}

/** A row for each group to which the stage could contribute such a package, whatever is on now. */
function splitByGroup(row: StageEntries, pack: Pack, fits: (fields: TemplateRecord) => boolean): StageEntries[] {
  return groupsOf(pack, row.stage, fits).map((group, index) => ({
    ...row,
    title: index === 0 ? row.title : `${row.title}: ${group}`,
    entries: row.entries.filter((entry) => entry['group'] === group && fits(entry)),
  }));
}

/** Drops what an earlier stage put into the same group, so that no list names a package twice. */
function completeEntries(entries: readonly TemplateRecord[], pack: Pack, seen: Set<string>): TemplateRecord[] {
  const fresh = entries.filter(({ name, group }) => {
    const key = `${String(group)} ${String(name)}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return fresh.map((entry) => complete(entry, pack)).sort(byName);
}

function complete(entry: TemplateRecord, pack: Pack): TemplateRecord {
  const name = String(entry['name']);
  const found = pack.versions[name];
  const full = entry['extras'] === undefined ? name : `${name}[${String(entry['extras'])}]`;
  if (found === undefined) return { ...entry, pin: full, range: full };
  return { ...entry, pin: `${full}==${found.version}`, range: `${full}>=${found.version},<${found.below}` };
}

function groupEntries(entries: readonly TemplateRecord[]): TemplateRecord[] {
  const names = new Set(entries.map(({ group }) => String(group)).filter((group) => group !== RUNTIME));
  return [...names].map((name) => ({
    name,
    ranges: entries.filter(({ group }) => group === name).map(({ range }) => String(range)),
  }));
}

/** Whether a stage could put something there, whatever is on now: then it has a place there in any case. */
function contributesTo(pack: Pack, stage: string, inRuntime: boolean): boolean {
  return dependencyRecordsOf(pack, stage).some(({ group }) => (group === RUNTIME) === inRuntime);
}

function dependencyRecordsOf(pack: Pack, stage: string): TemplateRecord[] {
  const records = pack.stages.find(({ id }) => id === stage)?.contributes['dependencies'] ?? [];
  return records.map(({ fields }) => fields);
}
