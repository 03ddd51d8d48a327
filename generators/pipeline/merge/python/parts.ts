import { type Item, joinWithGap } from '../additive/items.js';
import { cutStatements } from '../additive/python.js';
import type { ThreeVersions } from '../lines/pieces.js';
import { cutUnits, keyOfUnit } from './units.js';

/** What a piece came to where each side changed other statements than the other one. */
export interface Parts {
  readonly lines: readonly string[];
  /** Names that only the person's or only our version takes away. */
  readonly dropped: { readonly yours: readonly string[]; readonly next: readonly string[] };
}

/** The top-level statements of a stretch by what they define; nothing where it is not made of such. */
type Statements = ReadonlyMap<string, Item>;

/**
 * Takes of each statement the version of the side that changed it: imports, functions, classes and variables at the margin.
 * Nothing where both changed one.
 */
export function mergeParts({ base, yours, next }: ThreeVersions, lineEnd: string): Parts | undefined {
  const sides = { base: statementsOf(base), yours: statementsOf(yours), next: statementsOf(next) };
  if (sides.base === undefined || sides.yours === undefined || sides.next === undefined) return undefined;
  if (!haveOneOrder(sides.yours, sides.next)) return undefined;
  const kept = new Map<string, Item>();
  for (const key of new Set([...sides.yours.keys(), ...sides.next.keys()])) {
    const choice = choose(sides.base.get(key), sides.yours.get(key), sides.next.get(key));
    if (choice === 'both') return undefined;
    if (choice !== undefined) kept.set(key, choice);
  }
  const dropped = { yours: gone(sides.base, sides.yours), next: gone(sides.base, sides.next) };
  return { lines: join(order(kept, sides.yours, sides.next), lineEnd), dropped };
}

function statementsOf(lines: readonly string[]): Statements | undefined {
  const items = lines.length === 0 ? [] : cutStatements(lines)?.filter((item) => item.key !== '' || !isBlank(item));
  const isClear = items?.every(({ key, lines: own }) => key !== '' && NAMED.test(own.find((line) => !line.startsWith('@')) ?? ''));
  const statements = new Map(items?.map((item) => [item.key, item]));
  return isClear === true && statements.size === items?.length ? statements : undefined;
}

function isBlank({ lines }: Item): boolean {
  return lines.every((line) => line.trim() === '');
}

/** What can stand in any order among its like. */
const NAMED = /^(?:from\s|import\s|(?:async\s+)?def\s|class\s|\w+\s*(?::[^=]*)?=(?!=))/;

/** The version of the side that changed a statement; `both` where that is no answer. */
function choose(base: Item | undefined, yours: Item | undefined, next: Item | undefined): Item | 'both' | undefined {
  if (says(yours) === says(next) || says(base) === says(next)) return yours;
  return says(base) === says(yours) ? next : 'both';
}

function says(item: Item | undefined): string | undefined {
  if (item === undefined) return undefined;
  const text = [...item.lead, ...item.lines].join('');
  return (cutUnits(text) ?? [text]).map(keyOfUnit).join('\n');
}

function haveOneOrder(yours: Statements, next: Statements): boolean {
  const common = [...next.keys()].filter((key) => yours.has(key));
  return [...yours.keys()].filter((key) => next.has(key)).every((key, index) => key === common[index]);
}

/** The person's order; what only we have comes after what it follows in ours, or before all. */
function order(kept: ReadonlyMap<string, Item>, yours: Statements, next: Statements): Item[] {
  const keys = [...yours.keys()].filter((key) => kept.has(key));
  const [first] = keys;
  const ours = [...next.keys()];
  for (const [index, key] of ours.entries()) {
    if (!kept.has(key) || keys.includes(key)) continue;
    const before = ours.slice(0, index).findLast((other) => keys.includes(other));
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return keys.flatMap((key, index) => {
    const item = kept.get(key);
    // The blank lines above the person's first one stand above ours then.
    return item === undefined ? [] : key === first && index > 0 ? { ...item, lead: withoutBlank(item.lead) } : item;
  });
}

function withoutBlank(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => line.trim() !== '');
  return start < 0 ? [] : lines.slice(start);
}

function join(items: readonly Item[], lineEnd: string): readonly string[] {
  return items.reduce((lines: readonly string[], { key, lead, lines: own }) => {
    return joinWithGap(lines, [...lead, ...own], lineEnd, lines.length > 0 && /^(?:def|class) /.test(key) ? 2 : 0);
  }, []);
}

/** Names that a side does not define any more. */
function gone(base: Statements, side: Statements): string[] {
  const left = new Set([...side.values()].flatMap(namesOf));
  return [...base.values()].flatMap(namesOf).filter((name) => !left.has(name));
}

/** What a statement defines; of an import, every word that could be it. */
function namesOf({ key, lines }: Item): readonly string[] {
  if (/^(?:from|import)\s/.test(key))
    return (
      lines
        .join(' ')
        .replace(/^.*?\bimport\b/s, '')
        .match(/\w+/g) ?? []
    );
  return key.match(/\w+$/) ?? [];
}
