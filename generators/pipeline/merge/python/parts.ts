import { joinWithGap } from '../lines/join.js';
import type { ThreeVersions } from '../lines/pieces.js';
import type { LogicalLine } from './logical_lines.js';
import { type Statement, statementsOf } from './statements.js';

/** What a piece came to where each side changed other statements than the other one. */
export interface Parts {
  readonly lines: readonly string[];
  /** Names that only the person's or only our version takes away. */
  readonly dropped: { readonly yours: readonly string[]; readonly next: readonly string[] };
}

/** The statements of the margin of a stretch by what they define; nothing where it is not made of such. */
type ByKey = ReadonlyMap<string, Statement>;

/**
 * Takes of each statement the version of the side that changed it: imports, functions, classes and variables at the margin.
 * Nothing where both changed one.
 */
export function mergeParts({ base, yours, next }: ThreeVersions<LogicalLine>, lineEnd: string): Parts | undefined {
  const sides = { base: byKey(base), yours: byKey(yours), next: byKey(next) };
  if (sides.base === undefined || sides.yours === undefined || sides.next === undefined) return undefined;
  if (!haveOneOrder(sides.yours, sides.next)) return undefined;
  const kept = new Map<string, Statement>();
  for (const key of new Set([...sides.yours.keys(), ...sides.next.keys()])) {
    const choice = choose(sides.base.get(key), sides.yours.get(key), sides.next.get(key));
    if (choice === 'both') return undefined;
    if (choice !== undefined) kept.set(key, choice);
  }
  const dropped = { yours: gone(sides.base, sides.yours), next: gone(sides.base, sides.next) };
  return { lines: join(order(kept, sides.yours, sides.next), lineEnd), dropped };
}

/** Only what can stand in any order among its like, each once. */
function byKey(logical: readonly LogicalLine[]): ByKey | undefined {
  const read = statementsOf(logical);
  if (read === undefined || read.rest.some(({ isComment }) => isComment)) return undefined;
  if (read.statements.some(({ kind }) => kind === 'other')) return undefined;
  const statements = new Map(read.statements.map((statement) => [statement.key, statement]));
  return statements.size === read.statements.length ? statements : undefined;
}

/** The version of the side that changed a statement; `both` where that is no answer. */
function choose(base: Statement | undefined, yours: Statement | undefined, next: Statement | undefined): Statement | 'both' | undefined {
  if (says(yours) === says(next) || says(base) === says(next)) return yours;
  return says(base) === says(yours) ? next : 'both';
}

function says(statement: Statement | undefined): string | undefined {
  return statement?.logical.map(({ key }) => key).join('\n');
}

function haveOneOrder(yours: ByKey, next: ByKey): boolean {
  const common = [...next.keys()].filter((key) => yours.has(key));
  return [...yours.keys()].filter((key) => next.has(key)).every((key, index) => key === common[index]);
}

/** The person's order; what only we have comes after what it follows in ours, or before all. */
function order(kept: ReadonlyMap<string, Statement>, yours: ByKey, next: ByKey): Statement[] {
  const keys = [...yours.keys()].filter((key) => kept.has(key));
  const [first] = keys;
  const ours = [...next.keys()];
  for (const [index, key] of ours.entries()) {
    if (!kept.has(key) || keys.includes(key)) continue;
    const before = ours.slice(0, index).findLast((other) => keys.includes(other));
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return keys.flatMap((key, index) => {
    const statement = kept.get(key);
    // The blank lines above the person's first one stand above ours then.
    return statement === undefined ? [] : key === first && index > 0 ? { ...statement, lead: withoutBlank(statement.lead) } : statement;
  });
}

function withoutBlank(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => line.trim() !== '');
  return start < 0 ? [] : lines.slice(start);
}

function join(statements: readonly Statement[], lineEnd: string): readonly string[] {
  return statements.reduce((lines: readonly string[], { kind, lead, lines: own }) => {
    return joinWithGap(lines, [...lead, ...own], lineEnd, lines.length > 0 && kind === 'definition' ? 2 : 0);
  }, []);
}

/** Names that a side does not bring any more. */
function gone(base: ByKey, side: ByKey): string[] {
  const left = new Set([...side.values()].flatMap(({ names }) => names));
  return [...base.values()].flatMap(({ names }) => names).filter((name) => !left.has(name));
}
