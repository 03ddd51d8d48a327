import { explainDiskError } from '../commit/disk_error.js';
import { Refusal, repeated } from '../errors.js';
import type { Answer } from './answer.js';
import type { Looked } from './sight.js';

const LONGEST = 300;

/** Does a look, and makes of an error the reason why nothing was seen: one repository is never the end of an audit. */
export async function answerFor(folder: string, look: () => Promise<Looked>): Promise<Answer> {
  try {
    return await look();
  } catch (error) {
    return { reason: reasonOf(explainDiskError(error, `Cannot read ${folder}`)) };
  }
}

/** An error as a reason. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return repeated(error.fact, LONGEST);
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return repeated(`It could not be looked at: ${line.replace(/\.$/, '')}`, LONGEST);
}
