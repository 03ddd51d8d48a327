/** Our key in it. */
export const STATE_KEY = 'generator-mlops';

/** The pack that rendered a project. */
export interface PackIdentity {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
  /** Where it came from: an address with its digest, a package with its version, a relative path. Absent where nothing is to be said. */
  readonly source?: string;
}

/** What a project records: what was asked for, and what rendered it. */
export interface State {
  /** The version of the generator that wrote last. */
  readonly version: string;
  readonly pack: PackIdentity;
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  /** The slugs of the tasks that were asked for. */
  readonly asked: readonly string[];
  /** Only where git left conflict markers in the file: both sides are in the state. */
  readonly dispute?: Dispute;
}

/** What the two sides of a file with conflict markers do not agree about. */
export interface Dispute {
  /** What git calls the sides: `HEAD`, a branch, a commit. */
  readonly yours: string;
  readonly theirs: string;
  readonly answers: readonly DisputedAnswer[];
}

/** A question that both sides answer, and not the same. */
interface DisputedAnswer {
  readonly name: string;
  readonly yours: string | readonly string[];
  readonly theirs: string | readonly string[];
}
