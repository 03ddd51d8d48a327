import { type Document, parse, parseAllDocuments } from 'yaml';
import { insertItem, type NewItem, newItem, removeItem } from './bracketed.js';
import { type Data, hasTwice, isMapping, type Mapping } from './data.js';
import type { Editing, KeyedFormat } from './format.js';
import type { Edit } from './meet.js';
import { insertLines, leadFor, leadStart, lineEnd, lineStart, removeLines, type Span } from './spans.js';
import { commentsIn, findYamlPlaces, type YamlList, type YamlPlace } from './yaml_places.js';

/** A YAML file: keys of mappings and items of lists, by indentation or between brackets. */
export const yaml: KeyedFormat = {
  rules: { nameOf, isSet: ([first, ...more]) => more.length === 0 && (first === 'repos' || first === 'updates') },
  read: (text) => readYaml(text)?.data,
  comments: (text) => commentsIn(text).map(({ from, to }) => text.slice(from, to)),
  apply(text, edit, editing) {
    const [target, source] = [text, editing.next].map((each) => placesIn(each, editing));
    if (target === undefined || source === undefined) return undefined;
    const isAt = ({ path }: { readonly path: readonly string[] }): boolean => path.join('\0') === edit.path.join('\0');
    const [place, ours] = [target.places.find(isAt), source.places.find(isAt)];
    if (edit.kind === 'remove') return place && remove(text, place, editing);
    if (ours === undefined) return undefined;
    if (edit.kind === 'replace') return place && replace(text, place, ours, editing);
    const parent = edit.path.slice(0, -1).join('\0');
    const list = target.lists.find(({ path, kind }) => path.join('\0') === parent && kind === ours.list.kind);
    return list && insert(text, edit, list, target.places, ours, editing);
  },
};

function readYaml(text: string): { document: Document; data: Data } | undefined {
  const documents = parseAllDocuments(text, { keepSourceTokens: true, logLevel: 'silent' });
  const [document, ...others] = Array.isArray(documents) ? documents : [];
  // A file of several documents has no one meaning.
  if (document === undefined || others.length > 0 || document.errors.length > 0) return undefined;
  const data = dataOf(document);
  return data === undefined || namesEntryTwice(data) ? undefined : { document, data };
}

function dataOf(document: Document): Data {
  try {
    return document.toJS();
  } catch {
    // An alias without its anchor means nothing.
    return undefined;
  }
}

function placesIn(text: string, { keys }: Editing): ReturnType<typeof findYamlPlaces> | undefined {
  const read = readYaml(text);
  return read && findYamlPlaces(read.document, read.data, keys);
}

/**
 * By what an entry of a list is known: the address of a repository of hooks, what a bot looks after, a name, an action; an extension
 * of MkDocs with options is the one key of a mapping.
 */
function nameOf(item: Data): string | undefined {
  if (!isMapping(item)) return undefined;
  const { repo, 'package-ecosystem': ecosystem, directory, id, name, uses } = item;
  if (typeof repo === 'string') return repo.replace(/\.git$/, '');
  if (typeof ecosystem === 'string') return `${ecosystem} in ${String(directory)}`;
  const known = [id, name, uses].find((each) => typeof each === 'string');
  return typeof known === 'string' ? known.replace(/@.*$/, '') : onlyKeyOf(item);
}

function onlyKeyOf(item: Mapping): string | undefined {
  const [key, ...others] = Object.keys(item);
  return key !== undefined && others.length === 0 && isMapping(item[key]) ? key : undefined;
}

/** Whether a list holds something twice that it can hold once. */
function namesEntryTwice(data: Data): boolean {
  if (Array.isArray(data)) {
    const named = data.filter((entry) => isMapping(entry) && !isShared(entry['repo']) && ('repo' in entry || 'package-ecosystem' in entry));
    return hasTwice(named.flatMap((entry) => nameOf(entry) ?? [])) || data.some(namesEntryTwice);
  }
  return isMapping(data) && Object.values(data).some(namesEntryTwice);
}

function isShared(repository: Data): boolean {
  return repository === 'local' || repository === 'meta';
}

/** Whether nothing but blanks stands before a place on its line. */
function startsLine(text: string, { from }: Span): boolean {
  return text.slice(lineStart(text, from), from).trim() === '';
}

function remove(text: string, { list, span }: YamlPlace, { isOurs }: Editing): string | undefined {
  const comments = commentsIn(text);
  if (list.isFlow) return removeItem(text, { ...list, comments }, list.items.indexOf(span), isOurs);
  return startsLine(text, span) ? removeLines(text, [span], comments, isOurs) : undefined;
}

function replace(text: string, place: YamlPlace, ours: YamlPlace, { next, newline }: Editing): string | undefined {
  if (!place.isBlock && !ours.isBlock) {
    const value = next.slice(ours.value.from, ours.value.to);
    return text.slice(0, place.value.from) + (place.list.isFlow ? betweenBrackets(value) : value) + text.slice(place.value.to);
  }
  if (!startsLine(text, place.span) || !startsLine(next, ours.span) || place.list.isFlow) return undefined;
  const lines = shifted(
    next.slice(lineStart(next, ours.span.from), lineEnd(next, ours.span.to - 1)),
    columnOf(text, place.span) - columnOf(next, ours.span),
  );
  return (
    insertLines(text.slice(0, lineStart(text, place.span.from)), Number.POSITIVE_INFINITY, lines, newline) +
    text.slice(lineEnd(text, place.span.to - 1))
  );
}

/** A value as it can stand between brackets: a plain text with a bracket or a comma in it would end there, so it gets quotes. */
function betweenBrackets(value: string): string {
  return /^["'[{&*!]/.test(value) || !/[[\]{},]/.test(value) ? value : JSON.stringify(parse(value));
}

function itemBetweenBrackets(text: string, said: Span, value: Span): NewItem {
  const item = text.slice(said.from, value.from) + betweenBrackets(text.slice(value.from, value.to));
  return { ...newItem(text, said, ''), text: item };
}

function columnOf(text: string, { from }: Span): number {
  return from - lineStart(text, from);
}

function shifted(lines: string, by: number): string {
  if (by === 0) return lines;
  const shift = (line: string): string => (by > 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), ''));
  return lines
    .split(/(?<=\n)/)
    .map((line) => (line.trim() === '' ? line : shift(line)))
    .join('');
}

function insert(
  text: string,
  { place, path }: Edit,
  list: YamlList,
  places: readonly YamlPlace[],
  ours: YamlPlace,
  { next, newline }: Editing,
): string | undefined {
  const after = typeof place === 'string' ? undefined : [...path.slice(0, -1), place.after].join('\0');
  const sibling = places.find((each) => each.path.join('\0') === after);
  const index =
    place === 'start' ? 0 : place === 'end' ? list.items.length : sibling === undefined ? -1 : list.items.indexOf(sibling.span) + 1;
  if (index < 0) return undefined;
  const said = ours.list.kind === 'list' ? ours.value : ours.span;
  if (list.isFlow) {
    if (ours.isBlock) return undefined;
    return insertItem(text, { ...list, comments: commentsIn(text) }, index, itemBetweenBrackets(next, said, ours.value), newline);
  }
  const first = list.items[0];
  const neighbour = list.items[index - 1];
  if (first === undefined || (neighbour === undefined && !startsLine(text, first))) return undefined;
  const at = neighbour === undefined ? leadStart(text, first.from, 0, false) : lineEnd(text, neighbour.to - 1);
  const indent = ' '.repeat(columnOf(text, first));
  if (ours.list.isFlow) {
    const dash = list.kind === 'list' ? '- ' : '';
    return insertLines(text, at, indent + dash + next.slice(said.from, said.to), newline);
  }
  if (!startsLine(next, ours.span)) return undefined;
  const lines = leadFor(text, next, ours.span.from, true) + next.slice(lineStart(next, ours.span.from), lineEnd(next, ours.span.to - 1));
  return insertLines(text, at, shifted(lines, columnOf(text, first) - columnOf(next, ours.span)), newline);
}
