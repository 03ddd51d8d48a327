import { Refusal } from '../../errors.js';
import type { Pack } from '../pack.js';

/** What a person does about a packed file that is none. */
export const RESTORE = 'Restore the file (in a project: git checkout .mlops/pack), or name another pack with --pack';

/**
 * A pack that came with the generator: it was checked when it was built.
 *
 * @throws Refusal where it is something else.
 */
export function trustedPack(value: unknown): Pack {
  if (isTrusted(value)) return value;
  throw new Refusal('The packed pack has an unknown form', RESTORE);
}

/** What was packed by this generator's build has the shape of a pack: only a glance. */
function isTrusted(value: unknown): value is Pack {
  return typeof value === 'object' && value !== null && 'id' in value && 'stages' in value && Array.isArray(value.stages);
}
