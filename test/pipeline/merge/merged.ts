import type { PathPolicy } from '../../../generators/pipeline/change.js';
import { changeIn, written } from './trees.js';

type Format = NonNullable<PathPolicy['additive']>;

/** Merges one additive file; a conflict is said by its markers. */
export async function merged(additive: Format, base: string, yours: string, next: string) {
  const change = await changeIn({ base: { f: base }, yours: { f: yours }, next: { f: next }, policy: { additive } });
  return { text: written(change.writes, 'f') ?? yours, outcome: change.outcome, rule: change.rule, note: change.note };
}

/** What is said where both sides' entries are in. */
export const ENTRIES = 'You and the generator changed different entries, and both changes are in.';

/** What is said where both additions are in. */
export const BOTH = 'You and the generator both added to it, and both additions are in.';
