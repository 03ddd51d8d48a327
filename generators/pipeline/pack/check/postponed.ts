import type { Pack } from '../pack.js';
import { BrokenPack, sortProblems } from '../problem.js';
import { checkTemplates } from './files.js';

/**
 * Makes up for a check of templates that was put off.
 *
 * @throws BrokenPack where a template is more than data.
 */
export function verifyTemplates(pack: Pack): void {
  const problems = checkTemplates(pack);
  if (problems.length > 0) throw new BrokenPack(pack.id, sortProblems(problems));
}
