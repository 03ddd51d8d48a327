import type { StageEntries, TemplateRecord } from './collections.js';
import type { Pack } from './pack.js';

/** The group of what the package imports in every use of it: `[project] dependencies`. */
const RUNTIME = 'runtime';

/**
 * Completes the packages that stages contribute, and sorts them into the places where they are emitted.
 *
 * @param contributed the collection `dependencies`: records with `name`, `group`, and `dev` or `extras` where they apply.
 * @returns `dependencies`, each with `pin` (`torch==2.13.0`) and `range` (`torch>=2.13.0,<3`), once in its group, sorted by name;
 *   `runtime`, those of the runtime group; `groups`, for each stage its groups with their `ranges`. Then the same with a row
 *   for each group of a stage, so that two tasks of one stage have places apart: `packageList`, `devPackageList`, and
 *   `groupList`.
 */
export function dependencyCollections(
  pack: Pack,
  contributed: readonly StageEntries[],
): Readonly<Record<string, readonly StageEntries[]>> {
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
  };
}

/** A row for each group to which the stage could contribute such a package, whatever is on now. */
function splitByGroup(row: StageEntries, pack: Pack, fits: (fields: TemplateRecord) => boolean): StageEntries[] {
  const possible = recordsOf(pack, row.stage).filter(fits);
  const groups = [...new Set(possible.map(({ group }) => String(group)))];
  return groups.map((group, index) => ({
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
  return fresh.map((entry) => complete(entry, pack)).sort((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
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
  return recordsOf(pack, stage).some(({ group }) => (group === RUNTIME) === inRuntime);
}

function recordsOf(pack: Pack, stage: string): TemplateRecord[] {
  const records = pack.stages.find(({ id }) => id === stage)?.contributes['dependencies'] ?? [];
  return records.map(({ fields }) => fields);
}
