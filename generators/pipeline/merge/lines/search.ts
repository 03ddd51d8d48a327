import type { Match } from './compact.js';
/** Lines `[start, end)` of one file against lines `[from, to)` of another. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How far the searches from both ends of a range came on each diagonal (a position in the first file less one in the
 * second). Allocated once for all ranges of two files; `zero` is where diagonal 0 stands.
 */
export interface Reach {
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  readonly zero: number;
  /** After this many edits from each end the search takes the best it has. */
  readonly mostEdits: number;
}

/** The diagonals a search has come to. */
export interface Diagonals {
  low: number;
  high: number;
  /** The most equal lines in a row that the last edit led to. */
  longestRun: number;
}

/** Where a path of edits is cut in two, and which halves are known to be short: they are searched to the end. */
export interface Middle extends Match {
  readonly isShortBefore: boolean;
  readonly isShortAfter: boolean;
}
