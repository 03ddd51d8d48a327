import type { Entry, FileEntry } from './tree.js';

/** What happens at one path: what stands there now, and what shall stand there (nothing: it is removed). */
export interface Write {
  readonly path: string;
  readonly before: Entry | undefined;
  readonly after: FileEntry | undefined;
}

export type Outcome = 'new' | 'updated' | 'merged' | 'moved' | 'conflict' | 'kept' | 'removed' | 'unchanged';

/** The three ways out of a conflict; each is complete in itself. */
export interface Resolutions {
  readonly markers: readonly Write[];
  readonly mine: readonly Write[];
  readonly generated: readonly Write[];
}

/** A conflict that markers cannot hold: why, and where the generated file goes instead. */
export interface Aside {
  /** As a clause, without a final period. */
  readonly because: string;
  readonly path: string;
}

/** What the merge decided about one rendered path. */
export interface Change {
  readonly path: string;
  readonly outcome: Outcome;
  /** The rule of the merge that decided, for explanations and tests. */
  readonly rule: number;
  /** The path it had before, where it moved. */
  readonly from?: string;
  /** What a person should know, as one sentence. */
  readonly note?: string;
  /** What is to be written; for a conflict, the writes of `resolutions.markers`. */
  readonly writes: readonly Write[];
  /** Only where `outcome` is `conflict`. */
  readonly resolutions?: Resolutions;
  /** Only where `outcome` is `conflict`: ways out that would leave a file that its own format cannot read. */
  readonly unfit?: readonly ('mine' | 'generated')[];
  /** Only where `outcome` is `conflict`, and nothing can be written between markers. */
  readonly aside?: Aside;
}

/** The lines by which a form is read, with `{number}` in the place of the number of a question. */
export interface FormMarks {
  readonly heading: string;
  /** The word behind which an answer begins: the last one of its line. */
  readonly answer: string;
  /** What stands in the place of an answer until there is one. */
  readonly placeholder: string;
}

/** How a form is merged once it is filled in. */
export interface FormPolicy {
  readonly marks: FormMarks;
  /** Items of its list of boxes that are the same in other words. */
  readonly sameItems: readonly (readonly string[])[];
}

/** What the pack says about a path: how two additions at one place meet, and whether the file is the person's once edited. */
export interface PathPolicy {
  readonly additive?: 'lines' | 'requirements' | 'toml' | 'yaml' | 'python' | 'markdown';
  readonly once?: boolean;
  /** Where it is a form that people fill in. */
  readonly form?: FormPolicy;
  /** Files of the person beside which this one cannot work: it is not written as new where one of them stands. */
  readonly blockedBy?: readonly string[];
  /** Why a new version of it cannot work where the person has moved it, as a clause without a final period. */
  readonly misplaced?: string;
  /** Files of the person beside which it cannot work, and why, as a clause without a final period. */
  readonly clash?: { readonly with: readonly string[]; readonly because: string };
}

/** Every rendered path of base or next, once, sorted by path. */
export interface Merged {
  readonly changes: readonly Change[];
}
