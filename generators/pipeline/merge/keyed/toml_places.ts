import { type AST, parseTOML } from 'toml-eslint-parser';
import { type Data, isMapping } from './data.js';
import type { ListKeys } from './list_keys.js';
import type { Span } from './spans.js';

/** Where an entry of a TOML file stands; a table can stand in several places. */
export interface TomlPlace {
  readonly path: readonly string[];
  /** A header, `key = value` on lines of its own, the same within `{ }`, or an item of an array. */
  readonly kind: 'table' | 'statement' | 'inline' | 'item';
  readonly span: Span;
  readonly value: Span;
  /** Of a table: its statements. Of an inline table or an array as a value: what stands in it. */
  readonly items: readonly Span[];
  /** The path of the table that a statement stands in. */
  readonly table: readonly string[];
}

export interface TomlPlaces {
  readonly places: readonly TomlPlace[];
  readonly comments: readonly Span[];
}

/** Finds the places of all entries. */
export function findTomlPlaces(text: string, data: Data, keys: ListKeys): TomlPlaces {
  const program = parseTOML(text);
  const places: TomlPlace[] = [];
  const walk = new Walk(data, keys, places);
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') walk.statement([], node, 'statement');
    else walk.table(node);
  }
  return { places, comments: program.comments.map(spanOf) };
}

class Walk {
  readonly #data: Data;
  readonly #keys: ListKeys;
  readonly #places: TomlPlace[];

  constructor(data: Data, keys: ListKeys, places: TomlPlace[]) {
    this.#data = data;
    this.#keys = keys;
    this.#places = places;
  }

  table(node: AST.TOMLTable): void {
    const path = node.resolvedKey.reduce<readonly string[]>(
      (at, key) => [...at, typeof key === 'number' ? this.#keyOfItem(at, key) : key],
      [],
    );
    const header = { from: node.range[0], to: node.key.range[1] + (node.kind === 'array' ? 2 : 1) };
    this.#places.push({ path, kind: 'table', span: header, value: header, items: node.body.map(spanOf), table: path });
    for (const each of node.body) this.statement(path, each, 'statement');
  }

  statement(table: readonly string[], node: AST.TOMLKeyValue, kind: 'statement' | 'inline'): void {
    const path = [...table, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
    this.#add(path, table, kind, node, node.value);
  }

  #add(path: readonly string[], table: readonly string[], kind: TomlPlace['kind'], node: AST.TOMLNode, value: AST.TOMLContentNode): void {
    const items = value.type === 'TOMLArray' ? value.elements.map(spanOf) : value.type === 'TOMLInlineTable' ? value.body.map(spanOf) : [];
    this.#places.push({ path, kind, span: spanOf(node), value: spanOf(value), items, table });
    if (value.type === 'TOMLInlineTable') for (const each of value.body) this.statement(path, each, 'inline');
    if (value.type !== 'TOMLArray') return;
    for (const [index, each] of value.elements.entries()) this.#add([...path, this.#keyOfItem(path, index)], path, 'item', each, each);
  }

  /** The key by which an item of the list at a path is known. */
  #keyOfItem(path: readonly string[], index: number): string {
    const list = valueAt(this.#data, path, this.#keys);
    return Array.isArray(list) ? (this.#keys.of(path, list)[index] ?? '') : '';
  }
}

/** What stands at a path. */
export function valueAt(data: Data, path: readonly string[], keys: ListKeys): Data {
  return path.reduce<Data>((value, key, depth) => {
    if (Array.isArray(value)) return value[keys.of(path.slice(0, depth), value).indexOf(key)];
    return isMapping(value) ? value[key] : undefined;
  }, data);
}

function spanOf({ range: [from, to] }: { readonly range: readonly [number, number] }): Span {
  return { from, to };
}

/** Whether a path leads to or through another one. */
export function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((key, index) => key === path[index]);
}

/** Whether two paths are one. */
export function isAt(path: readonly string[], other: readonly string[]): boolean {
  return path.length === other.length && startsWith(path, other);
}

/** Everything at a path and below it, the outermost places only. */
export function placesBelow({ places }: TomlPlaces, path: readonly string[]): TomlPlace[] {
  const below = places.filter((place) => startsWith(place.path, path));
  const isInside = ({ span }: TomlPlace, other: TomlPlace): boolean => other.value.from <= span.from && span.to <= other.value.to;
  return below.filter((place) => !below.some((other) => other !== place && other.kind !== 'table' && isInside(place, other)));
}

/** The array or inline table that an entry stands in. */
export function containerOf({ places }: TomlPlaces, place: TomlPlace): TomlPlace | undefined {
  return places.find(
    ({ kind, items }) => kind !== 'table' && items.some(({ from, to }) => from === place.span.from && to === place.span.to),
  );
}

/** Which of its items an entry is. */
export function indexIn({ items }: TomlPlace, { span }: TomlPlace): number {
  return items.findIndex(({ from }) => from === span.from);
}
