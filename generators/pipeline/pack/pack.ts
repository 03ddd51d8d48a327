import type * as fields from './fields.js';
import type { question } from './question_fields.js';
import type * as report from './report_fields.js';
import type { TypeOf } from './shape.js';

/** The engine that reads packs of this shape. It grows by one when the meaning of a pack changes. */
export const ENGINE = 1;

export type Question = TypeOf<typeof question>;
export type QuestionType = Question['type'];
/** One item of the course's checklist, in the checklist's order. */
export type Task = TypeOf<typeof fields.task>;

/** One sign of a task in a repository. */
export type Sign = Exclude<Task['evidence'][number], readonly unknown[]>;

export type PackFile = TypeOf<typeof fields.file>;
export type AdditiveFormat = NonNullable<PackFile['additive']>;

/** Text that a stage puts into the `parts` place of a shared file. Always a template. */
export type PackPart = TypeOf<typeof fields.part>;

export type Contribution = TypeOf<typeof fields.contribution>;

/** A value of a contributed record: data of the pack's author, printed as it is. */
export type RecordValue = TypeOf<typeof fields.recordValue>;

export type Stage = TypeOf<typeof fields.stage>;

/** The report that a stage brings. */
export type PackReport = TypeOf<typeof report.report>;
/** Something that the course measures. */
export type Measure = TypeOf<typeof report.measure>;

/** A pack, flattened and validated: all that a render needs besides the answers. */
export type Pack = TypeOf<typeof fields.pack>;
/** A release, and the first one that is not wanted: the upper bound of the range. */
export type Version = Pack['versions'][string];

/** Whether the answer to a question of this type is a list. */
export function isListType(type: QuestionType): type is 'texts' | 'tokens' | 'choices' {
  return type === 'texts' || type === 'tokens' || type === 'choices';
}

/** A task as it is said in a sentence: its slug, and its number where it has one. */
export function taskName({ slug, id }: Pick<Task, 'slug' | 'id'>): string {
  return id === undefined ? slug : `${slug} (${id})`;
}

/** Every question of a pack: each is a flag, a key of an answers file, and a recorded answer. */
export function questionsOf(pack: Pack): readonly Question[] {
  return [...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)];
}

/** Asked by every project; here for a pack that does not ask itself. */
export const ALWAYS_ASKED: readonly Question[] = [
  { name: 'name', type: 'title', flag: 'name', message: 'What is the project called?' },
  { name: 'package', type: 'package', flag: 'package', message: 'What is its Python package called?' },
];
