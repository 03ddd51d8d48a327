import type { SourceFile } from './pack_layer.js';
import type { FileSource, QuestionSource, RecordSource, StageYaml } from './pack_documents.js';
import type { Contribution, PackFile, PackPart, Question, RecordValue, Stage } from './pack.js';

/** Asked by every project; here for a pack that does not ask itself. */
export const ALWAYS_ASKED: readonly Question[] = [
  { name: 'name', type: 'title', flag: 'name', message: 'What is the project called?' },
  { name: 'package', type: 'package', flag: 'package', message: 'What is its Python package called?' },
];

/** One stage, read and of the right shape. */
export interface StageSource {
  readonly id: string;
  readonly yaml: StageYaml;
  /** By path below `files/`, in its emitted form. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
}

export function assembleStage({ id, yaml, files, parts }: StageSource): Stage {
  return {
    id,
    title: yaml.title ?? id,
    summary: yaml.summary ?? '',
    after: yaml.after ?? [],
    asks: assembleQuestions(yaml.asks),
    files: sortByName(files).map(([path, file]) => assembleFile(path, file, own(yaml.files, path) ?? {})),
    parts: sortByName(parts).map(([path, part]) => assemblePart(path, part, own(yaml.parts, path) ?? {})),
    contributes: Object.fromEntries(
      Object.entries(yaml.contributes ?? {}).map(([name, records]) => [name, records.map(assembleRecord)]),
    ),
  };
}

export function assembleQuestions(asks: readonly QuestionSource[] | undefined): readonly Question[] {
  return (asks ?? []).map((question) => ({ ...question, flag: question.flag ?? flagOf(question.name) }));
}

/** `projectId` and `project_id` are `--project-id`. */
function flagOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

function assembleFile(
  path: string,
  { origin, content, binary, executable }: SourceFile,
  settings: FileSource,
): PackFile {
  const { as, when, additive } = settings;
  return {
    path: as ?? path,
    origin,
    content,
    ...(binary ? { binary } : {}),
    ...((settings.executable ?? executable) ? { executable: true } : {}),
    ...(settings.template === true ? { template: true } : {}),
    ...(when === undefined ? {} : { when }),
    ...(additive === undefined ? {} : { additive }),
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
