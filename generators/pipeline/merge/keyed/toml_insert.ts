import { insertItem, newItem } from './bracketed.js';
import type { Editing } from './format.js';
import type { Edit } from './meet.js';
import { insertLines, leadFor, leadStart, lineEnd, lineStart, type Span } from './spans.js';
import { indexIn, isAt, placesBelow, startsWith, type TomlPlace, type TomlPlaces } from './toml_places.js';

/** Puts in what stands at a path of our text; nothing where it is not certain where it goes. */
export function insertToml(text: string, edit: Edit, target: TomlPlaces, source: TomlPlaces, editing: Editing): string | undefined {
  const ours = placesBelow(source, edit.path);
  const [first] = ours;
  if (first === undefined) return undefined;
  const parent = edit.path.slice(0, -1);
  const around = target.places.find(({ kind, path, value }) => kind !== 'table' && isAt(path, parent) && /^[[{]/.test(textOf(text, value)));
  if (around !== undefined) return insertBracketed(text, edit, target, around, ours, editing);
  if (ours.some(({ kind }) => kind === 'table')) return insertTables(text, edit, target, ours, editing);
  return first.kind === 'statement' ? insertStatements(text, edit, target, ours, editing) : undefined;
}

/** The person writes the list or table between brackets, whatever we do. */
function insertBracketed(
  text: string,
  edit: Edit,
  target: TomlPlaces,
  around: TomlPlace,
  ours: readonly TomlPlace[],
  { next, newline }: Editing,
): string | undefined {
  const [first, ...more] = ours;
  const index = indexFor(edit, target, around);
  if (first === undefined || index === undefined) return undefined;
  const lead = leadFor(text, next, first.span.from, false);
  const list = { span: around.value, items: around.items, comments: target.comments };
  if (first.kind === 'item' || first.kind === 'inline') return insertItem(text, list, index, newItem(next, first.span, lead), newline);
  // A table in several parts has no form between brackets that is certain.
  if (more.some(({ kind }) => kind === 'table') || (first.kind === 'statement' && more.length > 0)) return undefined;
  const isItem = text[around.value.from] === '[';
  const written = first.kind === 'table' ? `{ ${first.items.map((span) => textOf(next, span)).join(', ')} }` : textOf(next, first.value);
  const item = isItem ? written : `${keyOf(edit.path.at(-1))} = ${written}`;
  return insertItem(text, list, index, { text: item, lead, indent: undefined }, newline);
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
  const lines = ours.map(({ span }) => withLead(text, next, { from: span.from, to: lineEnd(next, span.to - 1) })).join('');
  const table = target.places.find(({ kind, path }) => kind === 'table' && isAt(path, home));
  const statements = target.places.filter(({ kind, table }) => kind === 'statement' && isAt(table, home));
  const { place } = edit;
  const after = typeof place === 'string' ? undefined : [...edit.path.slice(0, -1), place.after];
  const sibling = after && statements.findLast(({ path }) => startsWith(path, after));
  const header = table === undefined ? undefined : lineEnd(text, table.span.to - 1);
  if (table === undefined && home.length > 0) {
    return insertDotted(text, edit, target, ours, editing) ?? insertHeader(text, home, target, lines, newline);
  }
  const last = statements.at(-1);
  const end = place === 'start' || last === undefined ? (header ?? 0) : lineEnd(text, last.span.to - 1);
  return insertLines(text, sibling === undefined ? end : lineEnd(text, sibling.span.to - 1), lines, newline);
}

/** The person writes the table as dotted keys of one above it: `optional-dependencies.api = [...]` below `[project]`. */
function insertDotted(text: string, edit: Edit, { places }: TomlPlaces, ours: readonly TomlPlace[], editing: Editing): string | undefined {
  const { next, newline } = editing;
  const parent = edit.path.slice(0, -1);
  const dotted = places.filter(({ kind, path, table }) => kind === 'statement' && startsWith(path, parent) && table.length < parent.length);
  const after = typeof edit.place === 'string' ? undefined : [...parent, edit.place.after];
  const sibling = (after && dotted.findLast(({ path }) => startsWith(path, after))) ?? dotted.at(-1);
  if (sibling === undefined) return undefined;
  const lines = ours.map(({ path, span, value }) => {
    const key = path.slice(sibling.table.length).map(keyOf).join('.');
    return `${leadFor(text, next, span.from, false)}${key} = ${next.slice(value.from, lineEnd(next, span.to - 1)).trimEnd()}${newline}`;
  });
  return insertLines(text, lineEnd(text, sibling.span.to - 1), lines.join(''), newline);
}

/** The table has no header of its own yet, only tables below it. */
function insertHeader(text: string, path: readonly string[], target: TomlPlaces, lines: string, newline: string): string | undefined {
  const below = target.places.find(({ kind, path: each }) => kind === 'table' && startsWith(each, path));
  if (below === undefined) return undefined;
  const header = `[${path.map(keyOf).join('.')}]${newline}`;
  return insertLines(text, leadStart(text, below.span.from, 0, false), `${header}${lines}${newline}`, newline);
}

function keyOf(key = ''): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

/** Whole lines of ours with what leads to them. */
function withLead(text: string, next: string, { from, to }: Span): string {
  const lines = leadFor(text, next, from, false) + next.slice(lineStart(next, from), to);
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
  const blocks = ours.filter(({ kind }) => kind === 'table').map((table) => withLead(text, next, blockOf(next, table)));
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

function textOf(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}
