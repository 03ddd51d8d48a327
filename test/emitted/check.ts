import type { Project } from './emission.js';

/** Something that holds for an emitted repository, as a sentence. */
export interface Check {
  readonly name: string;
  /** Without it, it holds for every repository. */
  readonly applies?: (project: Project) => boolean;
  /** Throws a `CheckFailure` where it does not hold; it may return a figure that it has found. */
  readonly run: (project: Project) => Promise<string | void>;
  /** Nothing after it makes sense where it fails. */
  readonly essential?: boolean;
}

/** What is run in every CI is asked more than what is drawn. */
export function isFull({ row }: Project): boolean {
  return row.kind === 'full';
}

/**
 * What depends on the data and the model, and not on how the rest of the project was chosen, is tried once for each kind of data, and
 * where people have brought their own.
 */
export function isTriedByData({ row }: Project): boolean {
  return row.kind === 'full' || row.own === true || row.kind === 'seam';
}
