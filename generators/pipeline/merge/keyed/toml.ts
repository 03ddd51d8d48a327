import { parse } from 'smol-toml';
import { insertItem, newItem, removeItem } from './bracketed.js';
import { canonical, type Data } from './data.js';
import type { Editing, KeyedFormat } from './format.js';
import { ListKeys } from './list_keys.js';
import type { Edit } from './meet.js';
import { holdsPackages, keyOfRequirement, namesPackageTwice, normalName } from './packages.js';
import { insertLines, leadStart, lineEnd, lineStart, removeLines, type Span } from './spans.js';
import { findTomlPlaces, type TomlPlace, type TomlPlaces } from './toml_places.js';

/** A TOML file: tables, keys, arrays. */
export const toml: KeyedFormat = {
  rules: {
    nameOf: (item, path) => (typeof item === 'string' && holdsPackages(path) ? keyOfRequirement(item) : undefined),
    isSet: holdsPackages,
  },
  read: readToml,
  adopt: adoptGroupNames,
  apply(text, edit, editing) {
    const [target, source] = [text, editing.next].map((each) => findTomlPlaces(each, readToml(each), editing.keys)) as [
      TomlPlaces,
      TomlPlaces,
    ];
    if (edit.kind === 'remove') return remove(text, edit.path, target, editing);
    return edit.kind === 'replace' ? replace(text, edit.path, target, source, editing) : insert(text, edit, target, source, editing);
  },
};

function readToml(text: string): Data | undefined {
  try {
    const data = parse(text);
    return namesPackageTwice(data) ? undefined : data;
  } catch {
    // A text that does not parse has no meaning.
    return undefined;
  }
}

/** Groups and extras have one name however they are spelled (PEP 735, PEP 503): the person's spelling stays. */
function adoptGroupNames(text: string, yours: string): string {
  const theirs = groupsOf(yours);
  let result = text;
  for (const { path, span } of groupsOf(text).reverse()) {
    const name = path.at(-1) ?? '';
    const other = theirs.find(
      (group) => group.path.length === path.length && normalName(group.path.join('\0')) === normalName(path.join('\0')),
    );
    const spelled = other?.path.at(-1) ?? name;
    const key = result.slice(span.from).match(/^"?[\w.-]+"?/)?.[0];
    if (spelled !== name && key !== undefined) result = result.slice(0, span.from) + spelled + result.slice(span.from + key.length);
  }
  return result;
}

function groupsOf(text: string): TomlPlace[] {
  const { places } = findTomlPlaces(text, readToml(text), new ListKeys(toml.rules));
  return places.filter(
    ({ kind, path }) =>
      kind === 'statement' &&
      holdsPackages(path) &&
      /^(?:dependency-groups|project)$/.test(path[0] ?? '') &&
      path.length === (path[0] === 'project' ? 3 : 2),
  );
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((key, index) => key === path[index]);
}

function isAt(path: readonly string[], other: readonly string[]): boolean {
  return path.length === other.length && startsWith(path, other);
}

/** Everything at a path and below it, the outermost places only. */
function placesBelow({ places }: TomlPlaces, path: readonly string[]): TomlPlace[] {
  const below = places.filter((place) => startsWith(place.path, path));
  const isInside = ({ span }: TomlPlace, other: TomlPlace): boolean => other.value.from <= span.from && span.to <= other.value.to;
  return below.filter((place) => !below.some((other) => other !== place && other.kind !== 'table' && isInside(place, other)));
}

function remove(text: string, path: readonly string[], target: TomlPlaces, { isOurs }: Editing): string | undefined {
  const [first, ...more] = placesBelow(target, path);
  if (first === undefined) return undefined;
  if (first.kind === 'table' || first.kind === 'statement') {
    const lines = [first, ...more].filter(({ kind }) => kind === 'table' || kind === 'statement');
    return removeLines(
      text,
      lines.map(({ span }) => span),
      target.comments,
      isOurs,
    );
  }
  const around = containerOf(target, first);
  return around && removeItem(text, { span: around.value, items: around.items, comments: target.comments }, indexIn(around, first), isOurs);
}

/** The array or inline table that an entry stands in. */
function containerOf({ places }: TomlPlaces, place: TomlPlace): TomlPlace | undefined {
  return places.find(
    ({ kind, items }) => kind !== 'table' && items.some(({ from, to }) => from === place.span.from && to === place.span.to),
  );
}

function indexIn({ items }: TomlPlace, { span }: TomlPlace): number {
  return items.findIndex(({ from }) => from === span.from);
}

function replace(text: string, path: readonly string[], target: TomlPlaces, source: TomlPlaces, { next }: Editing): string | undefined {
  const [here, there] = [target, source].map(({ places }) => places.filter((place) => isAt(place.path, path) && place.kind !== 'table'));
  const [place, ...others] = here ?? [];
  const ours = there?.[0];
  if (place === undefined || others.length > 0 || ours === undefined) return undefined;
  return text.slice(0, place.value.from) + textOf(next, ours.value) + text.slice(place.value.to);
}

function textOf(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}

function insert(text: string, edit: Edit, target: TomlPlaces, source: TomlPlaces, editing: Editing): string | undefined {
  const ours = placesBelow(source, edit.path);
  const [first] = ours;
  if (first === undefined) return undefined;
  if (ours.some(({ kind }) => kind === 'table')) return insertTables(text, edit, target, ours, editing);
  if (first.kind === 'statement') return insertStatements(text, edit, target, ours, editing);
  const parent = edit.path.slice(0, -1);
  const around = target.places.find(({ kind, path, value }) => kind !== 'table' && isAt(path, parent) && /^[[{]/.test(textOf(text, value)));
  if (around === undefined) return undefined;
  const index = indexFor(edit, target, around);
  const lead = textOf(editing.next, {
    from: leadStart(editing.next, first.span.from, 0, false),
    to: lineStart(editing.next, first.span.from),
  });
  const list = { span: around.value, items: around.items, comments: target.comments };
  return index === undefined ? undefined : insertItem(text, list, index, newItem(editing.next, first.span, lead), editing.newline);
}

/** Before which item of a list something new stands. */
function indexFor({ place, path }: Edit, target: TomlPlaces, around: TomlPlace): number | undefined {
  if (place === 'start') return 0;
  if (place === 'end') return around.items.length;
  const sibling = placesBelow(target, [...path.slice(0, -1), place.after])[0];
  return sibling === undefined ? undefined : indexIn(around, sibling) + 1;
}

/** `key = value` goes below what it follows in the same table, else to its end. */
function insertStatements(text: string, edit: Edit, target: TomlPlaces, ours: readonly TomlPlace[], editing: Editing): string | undefined {
  const { next, newline } = editing;
  const [first] = ours;
  const home = first?.table ?? [];
  const lines = ours.map(({ span }) => withLead(next, { from: span.from, to: lineEnd(next, span.to - 1) })).join('');
  const table = target.places.find(({ kind, path }) => kind === 'table' && isAt(path, home));
  const statements = target.places.filter(({ kind, table }) => kind === 'statement' && isAt(table, home));
  const { place } = edit;
  const after = typeof place === 'string' ? undefined : [...edit.path.slice(0, -1), place.after];
  const sibling = after && statements.findLast(({ path }) => startsWith(path, after));
  const header = table === undefined ? undefined : lineEnd(text, table.span.to - 1);
  if (table === undefined && home.length > 0) {
    return insertInline(text, edit, target, ours, editing) ?? insertHeader(text, home, target, lines, newline);
  }
  const last = statements.at(-1);
  const end = place === 'start' || last === undefined ? (header ?? 0) : lineEnd(text, last.span.to - 1);
  return insertLines(text, sibling === undefined ? end : lineEnd(text, sibling.span.to - 1), lines, newline);
}

/** The table is written `{ ... }` by the person. */
function insertInline(
  text: string,
  edit: Edit,
  target: TomlPlaces,
  ours: readonly TomlPlace[],
  { next, newline }: Editing,
): string | undefined {
  const parent = edit.path.slice(0, -1);
  const around = target.places.find(({ kind, path, value }) => kind !== 'table' && isAt(path, parent) && text[value.from] === '{');
  const [first, ...more] = ours;
  if (around === undefined || first === undefined || more.length > 0) return undefined;
  const list = { span: around.value, items: around.items, comments: target.comments };
  return insertItem(text, list, around.items.length, { text: textOf(next, first.span), lead: '', indent: undefined }, newline);
}

/** The table has no header of its own yet, only tables below it. */
function insertHeader(text: string, path: readonly string[], target: TomlPlaces, lines: string, newline: string): string | undefined {
  const below = target.places.find(({ kind, path: each }) => kind === 'table' && startsWith(each, path));
  if (below === undefined) return undefined;
  const header = `[${path.map((key) => (/^[\w-]+$/.test(key) ? key : canonicalKey(key))).join('.')}]${newline}`;
  return insertLines(text, leadStart(text, below.span.from, 0, false), `${header}${lines}${newline}`, newline);
}

function canonicalKey(key: string): string {
  return canonical(key).replace(/^string /, '');
}

function withLead(text: string, { from, to }: Span): string {
  const lines = text.slice(leadStart(text, from, 0, false), to);
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}

/** Whole tables go behind the table that they follow, else behind the last one of their kind, else to the end. */
function insertTables(
  text: string,
  edit: Edit,
  target: TomlPlaces,
  ours: readonly TomlPlace[],
  { next, newline }: Editing,
): string | undefined {
  const blocks = ours.filter(({ kind }) => kind === 'table').map((table) => withLead(next, blockOf(next, table)));
  if (ours.some(({ kind, table }) => kind === 'statement' && !startsWith(table, edit.path))) return undefined;
  const parent = edit.path.slice(0, -1);
  const tables = target.places.filter(({ kind }) => kind === 'table');
  const { place } = edit;
  const sibling = typeof place === 'string' ? undefined : tables.findLast(({ path }) => startsWith(path, [...parent, place.after]));
  const relative = sibling ?? (parent.length === 0 ? undefined : tables.findLast(({ path }) => startsWith(path, parent)));
  const at = relative === undefined ? text.length : blockOf(text, relative).to;
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const start = before === '' || /\n[ \t]*\r?\n$/.test(before) ? '' : before.endsWith('\n') ? newline : newline + newline;
  const end = after === '' || /^[ \t]*\r?\n/.test(after) ? '' : newline;
  return before + start + blocks.join(newline) + end + after;
}

/** The lines of a table: its header, its statements, and the comments directly below the last one that belong to nothing else. */
function blockOf(text: string, { span, items }: TomlPlace): Span {
  let end = lineEnd(text, (items.at(-1) ?? span).to - 1);
  const below = /^(?:[ \t]*#[^\n]*\n?)+(?=\s*$|[ \t]*\r?\n)/.exec(text.slice(end));
  end += below?.[0].length ?? 0;
  return { from: span.from, to: end };
}
