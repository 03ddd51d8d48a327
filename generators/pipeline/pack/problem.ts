import { Refusal } from '../errors.js';
import { describeProblem, type Problem } from '../template/nodes.js';

/**
 * Says where in the pack something was written: `path` leads through the keys and positions of one of these
 * documents.
 */
export type Locate = (documents: readonly string[], path: readonly (string | number)[]) => Pick<Problem, 'file' | 'line'>;

/** More would hide the first ones. */
const MOST_SHOWN = 20;

/** A pack that is not used, with all that is wrong in it. */
export class BrokenPack extends Refusal {
  /** @param pack what the person calls it: a folder, a file, an id. */
  constructor(
    pack: string,
    readonly problems: readonly Problem[],
  ) {
    super(`The pack ${pack} is broken:${listProblems(problems)}`, 'Correct that, or ask the author of the pack');
    this.message = `${this.fact}\n${this.remedy}.`;
  }
}

function listProblems(problems: readonly Problem[]): string {
  const lines = problems.slice(0, MOST_SHOWN).map((problem) => `\n  ${describeProblem(problem)}`);
  const more = problems.length > MOST_SHOWN ? `\n  and ${problems.length - MOST_SHOWN} more` : '';
  return lines.join('') + more;
}

/** By file and line, each problem once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [describeProblem(problem), problem]));
  return [...unique.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
