import { parse } from 'smol-toml';
import { parseTOML } from 'toml-eslint-parser';
import { removeItem } from './bracketed.js';
import { type Data, isMapping } from './data.js';
import type { Editing, KeyedFormat } from './format.js';
import { ListKeys } from './list_keys.js';
import { holdsPackages, keyOfRequirement, namesPackageTwice, normalName, normalRequirement } from './packages.js';
import { removeLines } from './spans.js';
import { insertToml } from './toml_insert.js';
import { containerOf, findTomlPlaces, indexIn, isAt, placesBelow, type TomlPlace, type TomlPlaces } from './toml_places.js';

/** A TOML file: tables, keys, arrays. */
export const toml: KeyedFormat = {
  rules: {
    nameOf: (item, path) => (typeof item === 'string' && holdsPackages(path) ? keyOfRequirement(item) : undefined),
    isSet: holdsPackages,
    normal: (item, path) => (typeof item === 'string' && holdsPackages(path) ? normalRequirement(item) : item),
  },
  read: readToml,
  comments: (text) => parseTOML(text).comments.map(({ range: [from, to] }) => text.slice(from, to)),
  adopt: adoptGroupNames,
  apply(text, edit, editing) {
    const [target, source] = [text, editing.next].map((each) => findTomlPlaces(each, readToml(each), editing.keys)) as [
      TomlPlaces,
      TomlPlaces,
    ];
    if (edit.kind === 'remove') return remove(text, edit.path, target, editing);
    return edit.kind === 'replace' ? replace(text, edit.path, target, source, editing) : insertToml(text, edit, target, source, editing);
  },
};

function readToml(text: string): Data | undefined {
  try {
    const data = parse(text);
    return namesPackageTwice(data) || hasTwoPytests(data) ? undefined : data;
  } catch {
    // A text that does not parse has no meaning.
    return undefined;
  }
}

/** pytest refuses a file with both of the forms that it has for its table. */
function hasTwoPytests(data: Data): boolean {
  const tool = isMapping(data) ? data['tool'] : undefined;
  const pytest = isMapping(tool) ? tool['pytest'] : undefined;
  return isMapping(pytest) && isMapping(pytest['ini_options']) && Object.keys(pytest).length > 1;
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

function replace(text: string, path: readonly string[], target: TomlPlaces, source: TomlPlaces, { next }: Editing): string | undefined {
  const [here, there] = [target, source].map(({ places }) => places.filter((place) => isAt(place.path, path) && place.kind !== 'table'));
  const [place, ...others] = here ?? [];
  const ours = there?.[0];
  if (place === undefined || others.length > 0 || ours === undefined) return undefined;
  return text.slice(0, place.value.from) + next.slice(ours.value.from, ours.value.to) + text.slice(place.value.to);
}
