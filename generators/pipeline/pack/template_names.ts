import { hasTags } from '../template/fill.js';
import type { ListType, NameType, NameTypes, RecordType } from '../template/types.js';
import { writtenName } from '../template/values.js';
import type { Pack, Question, RecordValue } from './pack.js';

const CODE_LIST: ListType = { list: 'code' };

/** Names that every template can use, whatever the pack declares. */
export const BUILT_IN = [
  'dependencies',
  'distribution',
  'tasks',
  'stages',
  'course',
  'versions',
  'ranges',
  'stageList',
  'checklist',
  'runtime',
  'groups',
  'packageList',
  'devPackageList',
  'groupList',
  'extraList',
  'toolList',
] as const;

/** The names of a pack's templates: its answers, what is on, the pack's data, and what the stages contribute. */
export function typesOf(pack: Pack): NameTypes {
  return {
    ...collectionTypes(pack),
    ...conditionTypes(pack),
    package: 'token',
    distribution: 'token',
    course: courseType(pack.course),
    versions: versionTypes(pack, 'token'),
    ranges: versionTypes(pack, 'code'),
    stageList: STAGE_LIST,
    checklist: CHECKLIST,
  };
}

/** The names of some answers, and the facts of the course. */
export function answerTypes(questions: readonly Question[], { course }: Pack): NameTypes {
  return {
    ...Object.fromEntries(questions.map((question) => [question.name, questionType(question)])),
    course: courseType(course),
  };
}

/** The names of a `when:`: the answers, and which tasks and stages are on. */
export function conditionTypes(pack: Pack): NameTypes {
  const questions = [...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)];
  return {
    ...Object.fromEntries(questions.map((question) => [question.name, questionType(question)])),
    tasks: { list: { oneOf: [...pack.tasks.map(({ slug }) => slug), ...(pack.removed?.tasks ?? [])] } },
    stages: { list: { oneOf: [...pack.stages.map(({ id }) => id), ...(pack.removed?.stages ?? [])] } },
  };
}

function questionType({ type, choices }: Question): NameType {
  const oneOf = (choices ?? []).map(({ value }) => value);
  if (type === 'choice') return { oneOf };
  if (type === 'choices') return { list: { oneOf } };
  if (type === 'token' || type === 'package') return 'token';
  if (type === 'tokens') return { list: 'token' };
  return type === 'texts' ? { list: 'text' } : 'text';
}

function courseType(course: Pack['course']): RecordType {
  return { record: Object.fromEntries(Object.keys(course).map((name) => [writtenName(name), 'code'])) };
}

/** A collection is a list with one row for each stage that could contribute to it. */
function collectionTypes(pack: Pack): Record<string, NameType> {
  const types: Record<string, NameType> = {};
  for (const name of new Set(pack.stages.flatMap(({ contributes }) => Object.keys(contributes)))) {
    const fields = fieldTypes(pack, name);
    // Nobody contributes to it yet: what its records will have is only known where they are printed.
    types[name] = rows(Object.keys(fields).length === 0 ? { record: {}, others: 'code' } : { record: fields });
  }
  const dependencyRecord = {
    record: { ...fieldTypes(pack, 'dependencies'), name: 'code', group: 'code', pin: 'code', range: 'code' },
  } as const;
  const dependency = rows(dependencyRecord);
  const group = rows({ record: { name: 'code', ranges: CODE_LIST } });
  return {
    ...types,
    dependencies: dependency,
    runtime: dependency,
    groups: group,
    packageList: dependency,
    devPackageList: dependency,
    groupList: group,
    extraList: rows(dependencyRecord, GROUP),
    toolList: rows(dependencyRecord, GROUP),
  };
}

/** What a row of a group has beside what every row has. */
const GROUP: Readonly<Record<string, NameType>> = { group: 'code' };

function rows(entry: RecordType, beside: Readonly<Record<string, NameType>> = {}): ListType {
  const row: Record<string, NameType> = { stage: 'code', title: 'code', summary: 'code', tasks: CODE_LIST, ...beside };
  return { list: { record: { ...row, entries: { list: entry } } } };
}

/** The fields that any record of a collection has: one that a record lacks is empty there. */
function fieldTypes(pack: Pack, collection: string): Record<string, NameType> {
  const records = pack.stages.flatMap(({ contributes }) => contributes[collection] ?? []);
  const fields = records.flatMap((record) => Object.entries(record.fields));
  const types = fields.map(([name, value]): [string, NameType] => [writtenName(name), fieldType(value)]);
  // Where one record holds what people write, the field is a text in all of them.
  return { ...Object.fromEntries(types), ...Object.fromEntries(types.filter(([, type]) => type === 'text')) };
}

function fieldType(value: RecordValue): NameType {
  if (typeof value === 'string' && hasTags(value)) return 'text';
  return typeof value === 'object' ? CODE_LIST : 'code';
}

function versionTypes(pack: Pack, type: NameType): RecordType {
  return { record: Object.fromEntries(Object.keys(pack.versions).map((name) => [writtenName(name), type])) };
}

const CHECKLIST_TASK: RecordType = {
  record: { id: 'code', slug: 'code', title: 'code', wording: 'code', modules: CODE_LIST, stage: 'code', on: 'code' },
};
/** The checklist, part by part, with every task. */
const CHECKLIST: ListType = { list: { record: { title: 'code', tasks: { list: CHECKLIST_TASK } } } };
const STAGE_LIST = rows({ record: { summary: 'code', tasks: CODE_LIST, files: CODE_LIST, commands: CODE_LIST } });
