import type { Pack } from '../pack.js';
import { BrokenPack, sortProblems } from '../problem.js';
import { checkTemplates } from './files.js';

/** Packs whose templates are still to be checked. */
const postponed = new WeakSet<Pack>();

/** Puts off the check of a pack's templates until one is rendered: a run that changes nothing renders none. */
export function postponeTemplates(pack: Pack): void {
  postponed.add(pack);
}

/**
 * Makes up for a check that was put off.
 *
 * @throws BrokenPack where a template is more than data.
 */
export function verifyTemplates(pack: Pack): void {
  if (!postponed.has(pack)) return;
  const problems = checkTemplates(pack);
  if (problems.length > 0) throw new BrokenPack(pack.id, sortProblems(problems));
  postponed.delete(pack);
}
