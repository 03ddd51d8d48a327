/** The file that holds what a project was generated from, beside the settings of other generators. */
export const STATE_FILE = '.yo-rc.json';
/** Our key in it. */
export const STATE_KEY = 'generator-mlops';

/** The pack that rendered a project. */
export interface PackIdentity {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
}

/** What a project records: what was asked for, and what rendered it. */
export interface State {
  /** The version of the generator that wrote last. */
  readonly version: string;
  readonly pack: PackIdentity;
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  /** The slugs of the tasks that were asked for. */
  readonly asked: readonly string[];
}
