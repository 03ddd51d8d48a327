import type * as fields from '../fields.js';
import type { questionYaml } from '../question_fields.js';
import type { reportYaml } from '../report_fields.js';
import type { TypeOf } from '../shape.js';
import type { SourceFile } from './reader.js';

export type QuestionSource = TypeOf<typeof questionYaml>;

/** What a stage says about a task that it claims; the checklist may say it too. */
export type ClaimSource = TypeOf<typeof fields.claimYaml>;
export type TaskSource = TypeOf<typeof fields.taskYaml>;

/** `pack.yml`, after `extends`. */
export type PackYaml = TypeOf<typeof fields.packYaml>;

/** The report of a stage. */
export type ReportSource = TypeOf<typeof reportYaml>;

/** How a file is not plain. */
export type FileSource = TypeOf<typeof fields.fileYaml>;
export type RecordSource = TypeOf<typeof fields.recordYaml>;

/** `stage.yml`, after `extends`. */
export type StageYaml = TypeOf<typeof fields.stageYaml>;

/** One stage, read and of the right shape. */
export interface StageSource {
  readonly id: string;
  readonly yaml: StageYaml;
  /** By path below `files/`, in its emitted form. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
}
