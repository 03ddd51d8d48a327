import type { Place } from '../evidence/evidence.js';
import type { Finding } from '../finding/finding.js';
import type { Declaration } from './own_words.js';

/**
 * How far a task is. `met`: its signs are there. `missing`: they are not. `broken`: what it brought is there in part, or does not
 * work. `yours`: only people can tell. `declared`: people say that it is done elsewhere.
 */
export type Verdict = 'met' | 'missing' | 'broken' | 'yours' | 'declared';

export const VERDICTS: readonly Verdict[] = ['met', 'missing', 'broken', 'yours', 'declared'];

/** One task of the checklist, and what was found of it. */
export interface TaskRow {
  readonly slug: string;
  readonly id?: number;
  readonly wording: string;
  /** The part of the checklist, as it is headed. */
  readonly group: string;
  readonly verdict: Verdict;
  /** What shows it: the first place of each sign. */
  readonly evidence: readonly TaskEvidence[];
  /** What is in the way. */
  readonly findings: readonly Finding[];
  /** The command that brings it. */
  readonly command?: string;
  /** What people are asked. */
  readonly question?: string;
  /** What people say. */
  readonly declared?: Declaration;
}

export interface TaskEvidence extends Partial<Place> {
  /** What is there, in a few words. */
  readonly what: string;
  /** The command that showed it, where one ran. */
  readonly command?: string;
}
