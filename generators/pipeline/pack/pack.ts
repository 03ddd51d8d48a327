/** The engine that reads packs of this shape. It grows by one when the meaning of a pack changes. */
export const ENGINE = 1;

/** A condition in the one grammar of `when:` and of templates, as text that was checked. */
export type Condition = string;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export type QuestionType = 'title' | 'text' | 'texts' | 'package' | 'token' | 'tokens' | 'choice' | 'email' | 'url';

/** Whether the answer to a question of this type is a list. */
export function isListType(type: QuestionType): type is 'texts' | 'tokens' {
  return type === 'texts' || type === 'tokens';
}

export interface Question {
  readonly name: string;
  readonly type: QuestionType;
  /** The flag's name without dashes. */
  readonly flag: string;
  readonly message: string;
  readonly help?: string;
  readonly choices?: readonly Choice[];
  readonly default?: string | readonly string[];
  readonly when?: Condition;
  readonly required?: boolean;
  /** Answered by its flag or an answers file only, never asked. */
  readonly quiet?: boolean;
}

/** How a task is recognised in a repository, for `check`. */
export interface Evidence {
  readonly kind: 'file' | 'imports' | 'content' | 'declared' | 'git';
  readonly [field: string]: string;
}

/** One item of the course's checklist, in the checklist's order. */
export interface Task {
  readonly slug: string;
  /** The stable number, where the course has one. */
  readonly id?: number;
  readonly wording: string;
  readonly modules: readonly string[];
  /** The key of the group (week) it stands in. */
  readonly group: string;
  readonly kind: 'artifact' | 'command' | 'practice';
  /** Without it there is no project: on in every choice. */
  readonly always: boolean;
  /** The stage that claims it; absent while no stage of the pack does. */
  readonly stage?: string;
  readonly needs: readonly string[];
  readonly soft: readonly string[];
  readonly artifacts: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly commands: readonly string[];
}

/** A task as it is said in a sentence: its slug, and its number where it has one. */
export function taskName({ slug, id }: Pick<Task, 'slug' | 'id'>): string {
  return id === undefined ? slug : `${slug} (${id})`;
}

export type AdditiveFormat = 'lines' | 'requirements' | 'toml' | 'yaml' | 'python' | 'markdown';

export interface PackFile {
  /** The emitted path, with `pkgname` where the package goes. */
  readonly path: string;
  /** Where it stands in the pack (`api/files/src/pkgname/api.py`): its identity across renames. */
  readonly origin: string;
  /** Text as it is; base64 where `binary`. */
  readonly content: string;
  readonly binary?: boolean;
  readonly executable?: boolean;
  readonly template?: boolean;
  readonly when?: Condition;
  readonly additive?: AdditiveFormat;
  /** Written once: after a person edited it, it is theirs. */
  readonly once?: boolean;
}

/** Text that a stage puts into the `parts` place of a shared file. Always a template. */
export interface PackPart {
  readonly path: string;
  readonly origin: string;
  readonly content: string;
  readonly when?: Condition;
}

/** A value of a contributed record: data of the pack's author, printed as it is. */
export type RecordValue = string | number | boolean | readonly string[];

export interface Contribution {
  readonly when?: Condition;
  readonly fields: Readonly<Record<string, RecordValue>>;
}

export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly after: readonly string[];
  readonly asks: readonly Question[];
  readonly files: readonly PackFile[];
  readonly parts: readonly PackPart[];
  readonly contributes: Readonly<Record<string, readonly Contribution[]>>;
}

export interface Module {
  readonly title: string;
  readonly page?: string;
}

export interface Version {
  readonly version: string;
  /** The first release that is not wanted: the upper bound of the range. */
  readonly below: string;
}

/** A pack, flattened and validated: all that a render needs besides the answers. */
export interface Pack {
  readonly engine: number;
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly course: Readonly<Record<string, string | number>>;
  readonly modules: Readonly<Record<string, Module>>;
  readonly groups: Readonly<Record<string, string>>;
  readonly tasks: readonly Task[];
  readonly presets: Readonly<Record<string, readonly string[]>>;
  readonly asks: readonly Question[];
  readonly reserved: readonly string[];
  readonly versions: Readonly<Record<string, Version>>;
  /** In the order in which they are asked and rendered. */
  readonly stages: readonly Stage[];
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
