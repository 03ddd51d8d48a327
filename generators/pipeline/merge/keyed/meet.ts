import { canonical, type Data, isMapping, same } from './data.js';
import type { ListKeys } from './list_keys.js';

/** Where among its siblings a new entry stands. */
export type Place = 'start' | 'end' | { readonly after: string };

/** One change to the person's text: an entry comes, gets another value, or goes. */
export interface Edit {
  readonly kind: 'insert' | 'replace' | 'remove';
  /** Keys of mappings, and of the items of lists. */
  readonly path: readonly string[];
  readonly place: Place;
  /** Whether both sides changed this entry, to different values: a choice decides. */
  readonly isDisputed: boolean;
}

/** What three versions of a value come to. */
export interface Met {
  /** With the person's values where both changed one, and with ours; undefined: it is not there. */
  readonly mine: Data;
  readonly generated: Data;
  readonly edits: readonly Edit[];
  /** Entries that we changed and the person removed: they stay removed. */
  readonly staysRemoved: readonly string[];
  /** Entries that we removed and the person changed: they stay. */
  readonly stays: readonly string[];
  /** Items of a list that both sides added, each in its own words: the person's stay. */
  readonly yoursStays: readonly string[];
}

/** The three versions of a value; undefined where it is not there. */
interface Versions {
  readonly base: Data;
  readonly yours: Data;
  readonly next: Data;
}

/** Merges values by key. An entry that only one side changed is that side's; what one side removed is removed, unless the person changed it. */
export function meet(versions: Versions, keys: ListKeys, path: readonly string[] = [], place: Place = 'end'): Met {
  const { base, yours, next } = versions;
  const areSame = (one: Data, other: Data): boolean => keys.areSame(path, one, other);
  if (areSame(yours, next) || areSame(base, next)) return unchanged(yours);
  const edit = (kind: Edit['kind']): Edit => ({ kind, path, place, isDisputed: false });
  if (next === undefined && areSame(base, yours)) return { ...unchanged(undefined), edits: [edit('remove')] };
  if (yours === undefined) {
    // Who removed an empty group did not say no to what comes into it now.
    if (base === undefined || isEmpty(base)) return { ...unchanged(next), edits: [edit('insert')] };
    // What only lost entries has nothing new for somebody who removed it.
    const isNewer = meet({ base, yours: base, next }, keys, path).edits.some(({ kind }) => kind !== 'remove');
    return { ...unchanged(undefined), staysRemoved: isNewer ? [nameOf(path)] : [] };
  }
  const entries = meetEntries(versions, keys, path);
  if (entries !== undefined) return entries;
  if (next === undefined) return { ...unchanged(yours), stays: [nameOf(path)] };
  const isDisputed = !areSame(base, yours);
  return { ...unchanged(isDisputed ? yours : next), generated: next, edits: [{ ...edit('replace'), isDisputed }] };
}

function isEmpty(value: Data): boolean {
  return canonical(value) === '[]' || canonical(value) === '{}';
}

function unchanged(value: Data): Met {
  return { mine: value, generated: value, edits: [], staysRemoved: [], stays: [], yoursStays: [] };
}

function nameOf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}

/** The entries of a mapping or a list by their keys, in their order. */
type Entries = ReadonlyMap<string, Data>;

/** Merges mappings and lists entry by entry; nothing where the versions are not of one kind, or a list has no keys. */
function meetEntries(versions: Versions, keys: ListKeys, path: readonly string[]): Met | undefined {
  const { base, yours, next } = versions;
  const isOf = (isKind: (value: Data) => boolean): boolean => [base, yours, next].every((value) => value === undefined || isKind(value));
  const isDropped = next === undefined;
  if (isOf(isMapping)) {
    const met = meetKeyed(
      entriesOf(versions, (value) => (isMapping(value) ? Object.entries(value) : [])),
      keys,
      path,
      false,
    );
    return joined(met, (entries) => Object.fromEntries(entries), isDropped, path);
  }
  const listOf = (value: Data): readonly Data[] => (Array.isArray(value) ? value : []);
  if (!isOf(Array.isArray) || !keys.choose(path, [base, yours, next].map(listOf))) return undefined;
  const entries = entriesOf(versions, (value) => {
    const names = keys.of(path, listOf(value));
    return listOf(value).map((item, index) => [names[index] ?? '', item]);
  });
  const isSet = keys.isSet(path);
  if (isSet ? replacesUnnamed(entries) : !keepsItsOrder(entries)) return undefined;
  return joined(meetKeyed(entries, keys, path, isSet), (each) => each.map(([, value]) => value), isDropped, path);
}

function entriesOf({ base, yours, next }: Versions, read: (value: Data) => Iterable<readonly [string, Data]>): EntryVersions {
  return { base: new Map(read(base)), yours: new Map(read(yours)), next: new Map(read(next)) };
}

interface EntryVersions {
  readonly base: Entries;
  readonly yours: Entries;
  readonly next: Entries;
}

/**
 * Whether the items of a list whose order counts can be told apart by their keys: we did not reorder them, did not change one
 * that the person took away, and not both sides put something in the place of the same item.
 */
function keepsItsOrder({ base, yours, next }: EntryVersions): boolean {
  const common = [...base.keys()].filter((key) => next.has(key));
  const order = [...next.keys()].filter((key) => base.has(key));
  if (common.some((key, index) => key !== order[index])) return false;
  const gone = [...base.keys()].filter((key) => !yours.has(key));
  const adds = (side: Entries): boolean => [...side.keys()].some((key) => !base.has(key));
  // What came in its place may be the same item by another name.
  if (adds(yours) && gone.some((key) => next.has(key) && !same(base.get(key), next.get(key)))) return false;
  return !(gone.some((key) => !next.has(key)) && adds(yours) && adds(next));
}

/** Whether both sides put something in the place of one item that has no name: it could be the same one, twice. */
function replacesUnnamed({ base, yours, next }: EntryVersions): boolean {
  return [...base.keys()].some((key) => key.startsWith('{') && !yours.has(key) && !next.has(key));
}

type MetEntry = readonly [key: string, met: Met];

function meetKeyed({ base, yours, next }: EntryVersions, keys: ListKeys, path: readonly string[], isSet: boolean): MetEntry[] {
  const met = [...yours.keys()].map((key): MetEntry => {
    const versions = { base: base.get(key), yours: yours.get(key), next: next.get(key) };
    const both = meet(versions, keys, [...path, key]);
    const isAddedByBoth = isSet && versions.base === undefined && both.edits.some(({ isDisputed }) => isDisputed);
    return [key, isAddedByBoth ? { ...unchanged(versions.yours), yoursStays: [key] } : both];
  });
  const ours = [...next.keys()];
  for (const [index, key] of ours.entries()) {
    if (yours.has(key)) continue;
    const place = placeOf(ours, index, met, base);
    const versions = { base: base.get(key), yours: undefined, next: next.get(key) };
    const isSplit = base.has(key) && !same(versions.base, versions.next) && [...yours.keys()].some((other) => other.startsWith(`${key}; `));
    const entry: MetEntry = [key, isSplit ? { ...unchanged(undefined), yoursStays: [key] } : meet(versions, keys, [...path, key], place)];
    met.splice(place === 'start' ? 0 : place === 'end' ? met.length : met.findIndex(([name]) => name === place.after) + 1, 0, entry);
  }
  return met;
}

/** At the end where nothing of before follows it in ours; else after what it follows there. */
function placeOf(ours: readonly string[], index: number, met: readonly MetEntry[], base: Entries): Place {
  const known = new Set(met.flatMap(([key, { generated }]) => (generated === undefined ? [] : [key])));
  if (!ours.slice(index + 1).some((key) => known.has(key) && base.has(key))) return 'end';
  const before = ours.slice(0, index).findLast((key) => known.has(key));
  return before === undefined ? 'start' : { after: before };
}

/** What is left of entries together; an entry of which nothing is left goes as a whole. */
function joined(
  met: readonly MetEntry[],
  build: (entries: readonly (readonly [string, Data])[]) => Data,
  isDropped: boolean,
  path: readonly string[],
): Met {
  const side = (name: 'mine' | 'generated'): (readonly [string, Data])[] =>
    met.flatMap(([key, each]) => (each[name] === undefined ? [] : [[key, each[name]] as const]));
  const [mine, generated] = [side('mine'), side('generated')];
  const all = met.map(([, each]) => each);
  const told = {
    staysRemoved: all.flatMap(({ staysRemoved }) => staysRemoved),
    stays: all.flatMap(({ stays }) => stays),
    yoursStays: all.flatMap(({ yoursStays }) => yoursStays),
  };
  if (isDropped && mine.length === 0 && generated.length === 0) {
    return { mine: undefined, generated: undefined, edits: [{ kind: 'remove', path, place: 'end', isDisputed: false }], ...told };
  }
  return { mine: build(mine), generated: build(generated), edits: all.flatMap(({ edits }) => edits), ...told };
}
