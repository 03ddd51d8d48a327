import type { Facts } from './facts.js';
import { type LogicalLine, writtenLines } from './logical_lines.js';

/** A statement of the margin with all that belongs to it: decorators, its block, `else` branches, the comments above it. */
export interface Statement extends Facts {
  /** By what two statements are the same one: the name that it defines or sets, else what its first line says. */
  readonly key: string;
  /** Comments and blank lines above it. */
  readonly lead: readonly string[];
  readonly lines: readonly string[];
  readonly logical: readonly LogicalLine[];
}

export interface Statements {
  readonly statements: readonly Statement[];
  /** Comments and blank lines after the last one. */
  readonly rest: readonly LogicalLine[];
}

/** Puts logical lines together to statements of the margin; nothing where the first ones are the inside of one. */
export function statementsOf(logical: readonly LogicalLine[]): Statements | undefined {
  const statements: { above: LogicalLine[]; own: LogicalLine[]; facts: Facts }[] = [];
  let above: LogicalLine[] = [];
  for (const line of logical) {
    const last = statements.at(-1);
    const { begins, isComment } = line;
    if (begins !== undefined && !isComment) {
      statements.push({ above, own: [line], facts: begins });
      above = [];
    } else if (isBetween(line) || (last === undefined && isComment)) above.push(line);
    else if (last === undefined) return undefined;
    else last.own.push(...above.splice(0), line);
  }
  return { statements: statements.map(({ above, own, facts }) => statementOf(above, own, facts)), rest: above };
}

/** A comment at the margin belongs to what comes next, as blank lines do. */
function isBetween({ lines, isComment, indent }: LogicalLine): boolean {
  return lines.length === 0 || (isComment && indent === '');
}

function statementOf(above: readonly LogicalLine[], own: readonly LogicalLine[], facts: Facts): Statement {
  const [first, ...others] = own;
  const [name = ''] = facts.names;
  const key = facts.kind === 'definition' ? `def ${name}` : facts.kind === 'assignment' ? name : (first?.key ?? '');
  const lead = [...writtenLines(above), ...(first?.lead ?? [])];
  return { ...facts, key, lead, lines: [...(first?.lines ?? []), ...writtenLines(others)], logical: [...above, ...own] };
}
