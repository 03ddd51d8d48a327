import type { Versions } from '../lines/text.js';

/** One entry of a list that people and stages add to: a package, a line, a function, a section. */
export interface Item {
  /** By what two entries are the same entry; empty for text that belongs to none. */
  readonly key: string;
  /** Comments and blank lines above it. */
  readonly lead: readonly string[];
  readonly lines: readonly string[];
  /** Whether two entries with this key are one only if they say the same: a table can hold two opinions. */
  readonly isWhole?: boolean;
}

/** What can be told about a file in which additions meet. All texts hold one character a byte. */
export interface AdditiveText {
  /** Cuts added lines into items; nothing where they are not whole items, or where their order matters. */
  cut(lines: readonly string[]): readonly Item[] | undefined;
  /** Keys that stand already around a place: what the same list holds before and after it. */
  present?(before: readonly string[], after: readonly string[]): Iterable<string>;
  /** Whether items can be told apart at a place at all, by what stands before it. */
  fits?(before: readonly string[]): boolean;
  /** Makes two additions one; nothing where it is not certain how they go together. */
  join(first: readonly string[], second: readonly string[], lineEnd: string): readonly string[] | undefined;
  /** Whether a text parses and names nothing twice. */
  isSound(text: string): boolean;
  /**
   * Whether a merged text means what its three versions mean together, where the format lets that be told.
   *
   * @param yoursStays keys of items that ours has too, in words of its own: the person's stay.
   */
  means?(merged: string, versions: Versions, yoursStays: readonly string[]): boolean;
}

/** The items whose keys are new, and what becomes of the person's where both have one of the same key. */
export interface NewItems {
  readonly lines: readonly string[];
  /** Keys of which the person's version stays as it is. */
  readonly yoursStays: readonly string[];
}

/** Leaves out items that are there already; nothing where that is not certain. */
export function takeNew(items: readonly Item[], yours: readonly Item[], present: ReadonlySet<string>): NewItems | undefined {
  const known = new Map(yours.map((item) => [item.key, item]));
  const lines: string[] = [];
  const yoursStays: string[] = [];
  let lead: readonly string[] = [];
  for (const item of items) {
    const same = item.key === '' ? undefined : known.get(item.key);
    const isSame = same !== undefined && saysTheSame(same, item);
    if (same !== undefined && !isSame && item.isWhole) return undefined;
    else if (same !== undefined && !isSame) yoursStays.push(item.key);
    // A comment above several items stays as long as one of them does.
    lead = item.lead.length > 0 ? item.lead : lead;
    if (same !== undefined || (item.key !== '' && present.has(item.key))) continue;
    lines.push(...lead, ...item.lines);
    lead = [];
  }
  return { lines: lines.some((line) => line.trim() !== '') ? lines : [], yoursStays };
}

function saysTheSame(one: Item, other: Item): boolean {
  return one.lines.join('').trimEnd() === other.lines.join('').trimEnd();
}

/** Whether a list names something twice. */
export function hasTwice(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}
