import type { Finding } from '../finding/finding.js';
import { conflictsLeft } from './conflicts.js';
import { emptyFiles } from './empty_files.js';
import type { Kept } from './kept.js';
import { largeFiles } from './large_files.js';
import { neverFilledIn } from './never_filled_in.js';
import { trackedByMistake } from './tracked.js';

/** What should not be in a repository as it is, whatever the tasks are: each with the command that mends it. */
export function findHygiene(kept: Kept): Finding[] {
  return [trackedByMistake, largeFiles, conflictsLeft, emptyFiles, neverFilledIn].flatMap((look) => look(kept));
}
