import type { AdditiveFormat, Evidence, QuestionType, RecordValue, Task } from '../pack.js';
import type { SourceFile } from './layer.js';

export interface QuestionSource {
  readonly name: string;
  readonly type: QuestionType;
  readonly flag?: string;
  readonly message: string;
  readonly help?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly default?: string | readonly string[];
  readonly when?: string;
  readonly required?: boolean;
  readonly quiet?: boolean;
}

/** What a stage says about a task that it claims; the checklist may say it too. */
export interface ClaimSource {
  readonly needs?: readonly string[];
  readonly soft?: readonly string[];
  readonly artifacts?: readonly string[];
  readonly evidence?: readonly Evidence[];
  readonly commands?: readonly string[];
}

export interface TaskSource extends ClaimSource {
  readonly id?: number;
  readonly wording?: string;
  readonly modules?: readonly string[];
  readonly group?: string;
  readonly kind?: Task['kind'];
  readonly always?: boolean;
}

/** `pack.yml`, after `extends`. */
export interface PackYaml {
  readonly id: string;
  readonly title?: string;
  readonly engine?: number;
  readonly revision?: number;
  readonly course?: Readonly<Record<string, string | number>>;
  readonly modules?: Readonly<Record<string, { readonly title: string; readonly page?: string }>>;
  readonly groups?: Readonly<Record<string, string>>;
  readonly tasks?: Readonly<Record<string, TaskSource>>;
  readonly presets?: Readonly<Record<string, readonly (string | number)[]>>;
  readonly asks?: readonly QuestionSource[];
  readonly reserved?: readonly string[];
}

/** How a file is not plain. */
export interface FileSource {
  readonly template?: boolean;
  readonly as?: string;
  readonly when?: string;
  readonly once?: boolean;
  readonly executable?: boolean;
  readonly additive?: AdditiveFormat;
}

export interface RecordSource {
  readonly when?: string;
  readonly [field: string]: RecordValue | undefined;
}

/** `stage.yml`, after `extends`. */
export interface StageYaml {
  readonly title?: string;
  readonly summary?: string;
  readonly after?: readonly string[];
  readonly tasks?: Readonly<Record<string, ClaimSource>>;
  readonly asks?: readonly QuestionSource[];
  readonly files?: Readonly<Record<string, FileSource>>;
  readonly parts?: Readonly<Record<string, Pick<FileSource, 'as' | 'when'>>>;
  readonly contributes?: Readonly<Record<string, readonly RecordSource[]>>;
}

/** One stage, read and of the right shape. */
export interface StageSource {
  readonly id: string;
  readonly yaml: StageYaml;
  /** By path below `files/`, in its emitted form. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly parts: ReadonlyMap<string, SourceFile>;
}
