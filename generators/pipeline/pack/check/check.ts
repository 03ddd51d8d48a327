import type { Problem } from '../../template/nodes.js';
import type { Pack } from '../pack.js';
import { type Locate, sortProblems } from '../problem.js';
import { checkCounts, countsOf } from './counts.js';
import { checkEvidence } from './evidence.js';
import { checkFiles, checkTemplates } from './files.js';
import { checkQuestions } from './questions.js';
import { checkRecords } from './records.js';
import { checkReport } from './report.js';
import { checkTasks } from './tasks.js';

/**
 * Checks what a pack means: that its tasks, stages, names, paths and templates fit together and are no more than data.
 *
 * @param locate says where things were written.
 * @returns every problem, by file and line.
 */
export function checkPack(pack: Pack, locate: Locate = locatePacked): Problem[] {
  const tooMuch = checkCounts(countsOf(pack));
  return tooMuch.length > 0 ? tooMuch : sortProblems([...checkAllButTemplates(pack, locate), ...checkTemplates(pack)]);
}

/** The same without a look into templates, which is most of the work. */
export function checkAllButTemplates(pack: Pack, locate: Locate = locatePacked): Problem[] {
  const tooMuch = checkCounts(countsOf(pack));
  if (tooMuch.length > 0) return tooMuch;
  return sortProblems([
    ...checkTasks(pack, locate),
    ...checkEvidence(pack, locate),
    ...checkQuestions(pack, locate),
    ...checkRecords(pack, locate),
    ...checkFiles(pack, locate),
    ...checkReport(pack, locate),
  ]);
}

/** A packed pack has no lines: the keys say where. */
const locatePacked: Locate = (documents, path) => ({
  file: [documents[0] ?? '', path.join('.')].filter((part) => part !== '').join(' '),
  line: 0,
});
