import { type Document, isMap, isScalar, isSeq, Lexer, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Data, isMapping } from './data.js';
import type { ListKeys } from './list_keys.js';
import type { Span } from './spans.js';

/** Where an entry of a YAML file stands: from its key or its dash to the end of what it says. */
export interface YamlPlace {
  readonly path: readonly string[];
  readonly span: Span;
  readonly value: Span;
  /** Whether its value is written on lines of its own, by indentation. */
  readonly isBlock: boolean;
  readonly list: YamlList;
}

/** The mapping or the list that an entry stands in. */
export interface YamlList {
  readonly kind: 'mapping' | 'list';
  readonly isFlow: boolean;
  readonly path: readonly string[];
  readonly span: Span;
  readonly items: readonly Span[];
}

/** Finds the places of all entries, in their order; nothing where it is not certain. */
export function findYamlPlaces(document: Document, data: Data, keys: ListKeys): { places: YamlPlace[]; lists: YamlList[] } {
  const found: { places: YamlPlace[]; lists: YamlList[] } = { places: [], lists: [] };
  visit(document.contents, data, [], keys, found);
  return found;
}

function visit(
  node: unknown,
  data: Data,
  path: readonly string[],
  keys: ListKeys,
  found: { places: YamlPlace[]; lists: YamlList[] },
): void {
  if (!isMap<Node, Node | null>(node) && !isSeq<Node>(node)) return;
  const entries = isMap(node) ? pairsOf(node) : itemsOf(node, Array.isArray(data) ? keys.of(path, data) : []);
  const [from = 0, to = 0] = node.range ?? [];
  const items = entries.map(({ span }) => span);
  const list: YamlList = { kind: isMap(node) ? 'mapping' : 'list', isFlow: node.flow === true, path, span: { from, to }, items };
  found.lists.push(list);
  for (const [index, { key, value, span }] of entries.entries()) {
    const own = [...path, key];
    const isBlock = (isMap(value) || isSeq(value)) && value.flow !== true;
    const isText = isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED');
    const [start = span.to] = value?.range ?? [];
    found.places.push({ path: own, span, value: { from: start, to: endOf(value) ?? span.to }, isBlock: isBlock || isText, list });
    visit(value, Array.isArray(data) ? data[index] : isMapping(data) ? data[key] : undefined, own, keys, found);
  }
}

interface FoundEntry {
  readonly key: string;
  readonly value: Node | null;
  readonly span: Span;
}

function pairsOf({ items }: YAMLMap<Node, Node | null>): FoundEntry[] {
  return items.map(({ key, value }: Pair<Node, Node | null>) => {
    const [from = 0, to = 0] = key.range ?? [];
    return { key: isScalar(key) ? String(key.value) : '', value, span: { from, to: endOf(value) ?? to + 1 } };
  });
}

function itemsOf({ items, srcToken }: YAMLSeq<Node>, names: readonly string[]): FoundEntry[] {
  const tokens = srcToken?.type === 'block-seq' ? srcToken.items : [];
  return items.map((value, index) => {
    const dash = tokens[index]?.start.find(({ type }) => type === 'seq-item-ind');
    const from = dash?.offset ?? value.range?.[0] ?? 0;
    return { key: names[index] ?? '', value, span: { from, to: endOf(value) ?? from + 1 } };
  });
}

/** Where what a value says has ended, without the comments behind it; nothing where it says nothing. */
function endOf(value: Node | null): number | undefined {
  if ((isMap<Node, Node | null>(value) || isSeq<Node>(value)) && value.flow !== true) {
    const last = value.items.at(-1);
    if (last === undefined) return value.range?.[1];
    return 'key' in last ? (endOf(last.value) ?? (last.key.range?.[1] ?? 0) + 1) : endOf(last);
  }
  const [from, to] = value?.range ?? [];
  return from === to ? undefined : to;
}

/** Where the comments of a text stand. The lexer marks what is not a comment by a control character before it. */
export function commentsIn(text: string): Span[] {
  const comments: Span[] = [];
  let [at, isText] = [0, false];
  for (const token of new Lexer().lex(text)) {
    if (CONTROLS.has(token)) {
      isText = token === SCALAR;
      continue;
    }
    if (token.startsWith('#') && !isText) comments.push({ from: at, to: at + token.length });
    at += token.length;
    isText = false;
  }
  return comments;
}

const SCALAR = '\u001f';
const CONTROLS = new Set(['\u0002', '\u0018', SCALAR]);
