import { joinWithGap } from '../lines/join.js';
import { splitLines } from '../lines/pieces.js';
import { hasBothChanges } from '../python/certificate.js';
import { type LogicalLine, readLogicalLines, writtenLines } from '../python/logical_lines.js';
import { type Statement, type Statements, statementsOf } from '../python/statements.js';
import { type AdditiveText, hasTwice, type Item } from './items.js';

/** A Python module: imports, functions and classes at its margin. */
export const python: AdditiveText = {
  cut(lines) {
    const read = statementsIn(lines);
    const rest = writtenLines(read?.rest ?? []);
    return read && [...read.statements.map(itemOf), ...(rest.length === 0 ? [] : [{ key: '', lead: [], lines: rest }])];
  },
  present(before, after) {
    const { statements } = statementsIn([...before, ...after]) ?? { statements: [] };
    return statements.filter(({ kind }) => kind === 'import').map((statement) => itemOf(statement).key);
  },
  join(first, second, lineEnd) {
    const { statements } = statementsIn(second) ?? { statements: [] };
    return joinWithGap(first, second, lineEnd, statements.some(({ kind }) => kind === 'definition') ? 2 : 0);
  },
  isSound(text) {
    const read = statementsIn(splitLines(text));
    return read !== undefined && !hasTwice(read.statements.filter(({ kind }) => kind === 'definition').map(({ key }) => key));
  },
  means(merged, versions, yoursStays) {
    const [after, base, yours, ours] = [merged, versions.base, versions.yours, versions.next].map((text) => statementsIn(splitLines(text)));
    if (after === undefined || base === undefined || yours === undefined || ours === undefined) return false;
    // Ours of a function that both added is left out, and the person is told so.
    const next = { ...ours, statements: ours.statements.filter((statement) => !yoursStays.includes(itemOf(statement).key)) };
    return hasBothChanges(logicalOf(after), { base: logicalOf(base), yours: logicalOf(yours), next: logicalOf(next) });
  },
};

function statementsIn(lines: readonly string[]): Statements | undefined {
  const logical = readLogicalLines(lines);
  return logical && statementsOf(logical);
}

function logicalOf({ statements, rest }: Statements): LogicalLine[] {
  return [...statements.flatMap(({ logical }) => logical), ...rest];
}

/** Keys hold one character a byte, as the lines do. */
function itemOf({ kind, key, lead, lines }: Statement): Item {
  // A function of both is the person's; a variable with two values is two opinions.
  return { key: Buffer.from(key).toString('latin1'), lead, lines, isWhole: kind !== 'definition' };
}
