import { applyEdits, getNodeValue, type JSONPath, modify, type Node, type ParseError, parseTree, visit } from 'jsonc-parser';
import { type Data, isMapping } from './data.js';
import type { KeyedFormat } from './format.js';
import type { ListKeys } from './list_keys.js';
import { valueAt } from './toml_places.js';

/** A JSON file, with comments where its tool reads them. */
export const json: KeyedFormat = {
  rules: { nameOf: (item) => (isMapping(item) && typeof item['name'] === 'string' ? item['name'] : undefined), isSet: () => false },
  read: readJson,
  comments: commentsOf,
  apply(text, { kind, path, place }, { next, keys, newline }) {
    const data = readJson(text);
    const parent = jsonPath(data, path.slice(0, -1), keys);
    const key = path.at(-1);
    if (parent === undefined || key === undefined) return undefined;
    const around = valueAt(data, path.slice(0, -1), keys);
    const value = kind === 'remove' ? undefined : valueAt(readJson(next), path, keys);
    const options = { formattingOptions: formattingOf(text, newline) };
    if (!Array.isArray(around)) return applyEdits(text, modify(text, [...parent, key], value, options));
    const names = keys.of(path.slice(0, -1), around);
    const index = kind === 'insert' ? indexFor(names, place) : names.indexOf(key);
    return applyEdits(text, modify(text, [...parent, index], value, { ...options, isArrayInsertion: kind === 'insert' }));
  },
};

function indexFor(names: readonly string[], place: 'start' | 'end' | { readonly after: string }): number {
  if (place === 'start') return 0;
  return place === 'end' ? names.length : names.indexOf(place.after) + 1;
}

function readJson(text: string): Data | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  if (tree === undefined || errors.length > 0 || namesKeyTwice(tree)) return undefined;
  const data: Data = getNodeValue(tree);
  return data;
}

function commentsOf(text: string): string[] {
  const comments: string[] = [];
  visit(text, { onComment: (from, length) => void comments.push(text.slice(from, from + length)) });
  return comments;
}

function namesKeyTwice({ type, children = [] }: Node): boolean {
  const names = type === 'object' ? children.map(({ children: [name] = [] }) => String(name?.value)) : [];
  return new Set(names).size < names.length || children.some(namesKeyTwice);
}

/** A path with the places of items instead of their keys. */
function jsonPath(data: Data, path: readonly string[], keys: ListKeys): JSONPath | undefined {
  const found: JSONPath = [];
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (Array.isArray(value)) {
      const index = keys.of(path.slice(0, depth), value).indexOf(key);
      found.push(index);
      value = value[index];
    } else {
      found.push(key);
      value = isMapping(value) ? value[key] : undefined;
    }
    if (value === undefined) return undefined;
  }
  return found;
}

function formattingOf(text: string, newline: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 1 : indent.length, eol: newline };
}
