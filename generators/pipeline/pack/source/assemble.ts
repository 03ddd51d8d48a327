import type { Problem } from '../../template/nodes.js';
import { PACKAGE_PLACEHOLDER } from '../../template/run.js';
import { orderNames } from '../check/order.js';
import {
  ALWAYS_ASKED,
  type Contribution,
  ENGINE,
  type Pack,
  type PackFile,
  type PackPart,
  type PackReport,
  type Question,
  type RecordValue,
  type Stage,
  type Task,
  type Version,
} from '../pack.js';
import type { Locate } from '../problem.js';
import type { FileSource, PackYaml, QuestionSource, RecordSource, StageSource } from './documents.js';
import type { SourceFile } from './reader.js';
import { assembleReport } from './report.js';
import type { Removed } from './stack.js';
import { assembleTasks } from './tasks.js';

function assembleStage({ id, yaml, files, parts }: StageSource, removed: Removed, report: PackReport | undefined): Stage {
  return {
    id,
    title: yaml.title ?? id,
    summary: yaml.summary ?? '',
    after: (yaml.after ?? []).filter((other) => !removed.stages.has(other)),
    asks: assembleQuestions(yaml.asks),
    files: sortByName(files).map(([path, file]) => assembleFile(path, file, own(yaml.files, path) ?? {})),
    parts: sortByName(parts).map(([path, part]) => assemblePart(path, part, own(yaml.parts, path) ?? {})),
    contributes: Object.fromEntries(Object.entries(yaml.contributes ?? {}).map(([name, records]) => [name, records.map(assembleRecord)])),
    ...(report === undefined ? {} : { report }),
  };
}

function assembleQuestions(asks: readonly QuestionSource[] | undefined): readonly Question[] {
  return (asks ?? []).map((question) => ({ ...question, flag: question.flag ?? flagOf(question.name) }));
}

/** `projectId` and `project_id` are `--project-id`. */
function flagOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

function assembleFile(path: string, { origin, content, binary, executable }: SourceFile, settings: FileSource): PackFile {
  const { as, when, additive, texts, was, blockedBy } = settings;
  return {
    path: as ?? path,
    origin,
    content,
    ...(binary ? { binary } : {}),
    ...((settings.executable ?? executable) ? { executable: true } : {}),
    ...(settings.template === true ? { template: true } : {}),
    ...(when === undefined ? {} : { when }),
    ...(additive === undefined ? {} : { additive }),
    ...(texts === undefined ? {} : { texts }),
    ...(was === undefined ? {} : { was }),
    ...(blockedBy === undefined ? {} : { blockedBy }),
    ...(settings.once === true ? { once: true } : {}),
  };
}

function assemblePart(path: string, { origin, content }: SourceFile, { as, when }: FileSource): PackPart {
  return { path: as ?? path, origin, content, ...(when === undefined ? {} : { when }) };
}

function assembleRecord({ when, ...values }: RecordSource): Contribution {
  const fields: Record<string, RecordValue> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) fields[name] = value;
  return { ...(when === undefined ? {} : { when }), fields };
}

function sortByName<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function own<T>(settings: Readonly<Record<string, T>> | undefined, path: string): T | undefined {
  return settings !== undefined && Object.hasOwn(settings, path) ? settings[path] : undefined;
}

/** What a pack is put together from. */
export interface PackDocuments {
  readonly yaml: PackYaml;
  readonly sources: readonly StageSource[];
  /** What the pack takes away from those that it extends. */
  readonly removed: Removed;
  /** The tasks that it puts on the checklist of those that it extends. */
  readonly added: ReadonlySet<string>;
  readonly versions: Readonly<Record<string, Version>>;
}

/** Puts a pack together from its documents. What cannot be put together is reported. */
export function assemblePack(documents: PackDocuments, locate: Locate, report: (problem: Problem) => void): Pack {
  const { yaml, sources, removed, versions } = documents;
  const { tasks, groups } = assembleTasks(yaml, sources, documents, locate, report);
  const reportOf = ({ id, yaml: stage }: StageSource): PackReport | undefined =>
    stage.report && assembleReport(stage.report, sources, (field) => locate([`${id}/stage.yml`], ['report', field]), report);
  return {
    engine: yaml.engine ?? ENGINE,
    id: yaml.id,
    title: yaml.title ?? yaml.id,
    revision: yaml.revision ?? 1,
    course: yaml.course ?? {},
    modules: yaml.modules ?? {},
    groups,
    tasks,
    presets: Object.fromEntries(Object.entries(yaml.presets ?? {}).map(([name, selectors]) => [name, stillThere(selectors, removed)])),
    asks: withAlwaysAsked(assembleQuestions(yaml.asks), sources),
    reserved: yaml.reserved ?? [],
    ...(yaml.measures === undefined ? {} : { measures: yaml.measures }),
    versions,
    stages: orderStages(
      sources.map((source) => assembleStage(source, removed, reportOf(source))),
      tasks,
      locate,
      report,
    ),
    ...(removed.tasks.size + removed.stages.size === 0 ? {} : { removed: { tasks: [...removed.tasks], stages: [...removed.stages] } }),
  };
}

/** What a preset of the pack below names and this one has taken away is no fault of it. */
function stillThere(selectors: readonly (string | number)[], { tasks, stages }: Removed): readonly string[] {
  return selectors.map(String).filter((selector) => !tasks.has(selector) && !stages.has(selector));
}

/** A pack that emits no package asks for none. */
function withAlwaysAsked(asks: readonly Question[], sources: readonly StageSource[]): readonly Question[] {
  const missing = ALWAYS_ASKED.filter(({ name, type }) => !asks.some((question) => question.type === type || question.name === name));
  return [...missing.filter(({ type }) => type !== 'package' || sources.some(namesPackage)), ...asks];
}

/** Whether anything of a stage says the name of the package: a path, a record, or a text. */
function namesPackage({ yaml, files, parts }: StageSource): boolean {
  const texts = [...files, ...parts].flatMap(([path, { content, binary }]) => [path, binary ? '' : content]);
  return [...texts, JSON.stringify(yaml)].some((text) => text.includes(PACKAGE_PLACEHOLDER) || PACKAGE_IN_TAG.test(text));
}

/** A tag that prints the name, or looks at it. */
const PACKAGE_IN_TAG = /<%[^%]*\b(?:package|distribution)\b/;

/** After what `after:` names; otherwise as the checklist meets their tasks; otherwise by name. */
function orderStages(
  stages: readonly Stage[],
  tasks: readonly Task[],
  locate: Locate,
  report: (problem: Problem) => void,
): readonly Stage[] {
  const rank = (id: string): number => {
    const first = tasks.findIndex(({ stage }) => stage === id);
    return first === -1 ? tasks.length : first;
  };
  const sorted = [...stages].sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
  const ordering = orderNames(
    sorted.map(({ id }) => id),
    (id) => stages.find((stage) => stage.id === id)?.after ?? [],
  );
  if ('order' in ordering) return ordering.order.flatMap((id) => stages.filter((stage) => stage.id === id));
  report({
    ...locate([`${ordering.circle[0] ?? ''}/stage.yml`], ['after']),
    fact: `Stages wait for each other in a cycle: ${ordering.circle.join(' after ')}`,
    remedy: 'Take one of them out of "after"',
  });
  return sorted;
}
