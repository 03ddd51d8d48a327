import { parser } from '@lezer/python';

type SyntaxTree = ReturnType<typeof parser.parse>;
/** A node of the tree that the parser makes of a module. */
export type SyntaxNode = SyntaxTree['topNode'];

/** A token where it stands. A string is one token, also where it holds replacement fields; a comment is one too. */
export interface PythonToken {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isComment: boolean;
}

export interface PythonTokens {
  readonly tokens: readonly PythonToken[];
  /** Tokens that a formatter puts there or takes away: commas before an end, brackets around a list of imports. */
  readonly optional: ReadonlySet<PythonToken>;
  /** What stands at the margin, by its first character. */
  readonly margin: ReadonlyMap<number, SyntaxNode>;
}

/**
 * Reads the tokens of a Python module. The parser is made for an editor and reads on behind a mistake; here a text with one
 * has no tokens.
 */
export function readPythonTokens(text: string): PythonTokens | undefined {
  const tree = parser.parse(text);
  const tokens: PythonToken[] = [];
  const optional = new Set<PythonToken>();
  let isReadable = true;
  const add = ({ name, from, to }: { name: string; from: number; to: number }): void => {
    tokens.push(...unnamedIn(text, endOf(tokens), from));
    tokens.push({ from, to, text: text.slice(from, to), isComment: name === 'Comment' });
  };
  tree.iterate({
    enter(node) {
      if (isFault(node, text)) isReadable = false;
      if (STRINGS.has(node.name) && node.from >= endOf(tokens)) add(node);
    },
    leave(node) {
      const isLeaf = !node.type.isTop && node.from >= endOf(tokens) && node.to > node.from;
      if (isLeaf) add(node);
      else if (LISTS.has(node.name) || TUPLES.has(node.name)) for (const token of optionalIn(node.node, tokens)) optional.add(token);
    },
  });
  return isReadable ? { tokens, optional, margin: marginOf(tree) } : undefined;
}

/** Where a text stops being Python; nothing where all of it is. */
export function findPythonMistake(text: string): number | undefined {
  const faults: number[] = [];
  parser.parse(text).iterate({
    enter(node) {
      if (isFault(node, text)) faults.push(node.from);
    },
  });
  return faults[0];
}

/** A node with what the parser says of it. */
interface VisitedNode extends Pick<SyntaxNode, 'name' | 'from' | 'to' | 'type'> {
  readonly node: SyntaxNode;
}

/** Whether the parser read on behind a mistake at a node. */
function isFault({ name, from, to, type, node }: VisitedNode, text: string): boolean {
  return (type.isError && isMistake(node)) || (STRINGS.has(name) && !isClosedString(text.slice(from, to)));
}

/** What the parser misses: not where Python does not ask for it, as after `yield`, in `1.`, or between the brackets of `case A():`. */
function isMistake({ from, to, parent, prevSibling }: SyntaxNode): boolean {
  if (from < to || parent === null) return true;
  if (parent.name === 'YieldStatement' || parent.name === 'YieldExpression') return prevSibling?.name !== 'yield';
  if (parent.name === 'MemberExpression') return prevSibling?.name !== '.' || parent.firstChild?.name !== 'Number';
  return parent.name !== 'LiteralPattern' || parent.parent?.name !== 'PatternArgList';
}

const STRINGS = new Set(['String', 'FormatString']);

function endOf(tokens: readonly PythonToken[]): number {
  return tokens.at(-1)?.to ?? 0;
}

/** The tokens between two others of which the tree does not tell: the arrow of a function. */
function unnamedIn(text: string, start: number, end: number): PythonToken[] {
  return Array.from(text.slice(start, end).matchAll(/[^\s\\]+/g), ({ 0: found, index }) => {
    return { from: start + index, to: start + index + found.length, text: found, isComment: false };
  });
}

/** The parser lets a string end with its line. */
function isClosedString(text: string): boolean {
  const [start = '', quote = ''] = /^[a-z]*('''|"""|'|")/i.exec(text) ?? [];
  if (quote === '' || text.length < start.length + quote.length || !text.endsWith(quote)) return false;
  const backslashes = /\\*$/.exec(text.slice(start.length, -quote.length))?.[0] ?? '';
  return backslashes.length % 2 === 0;
}

/** In these a comma before the end says nothing. */
const LISTS = new Set([
  'ArgList',
  'ParamList',
  'TypeParamList',
  'ArrayExpression',
  'SetExpression',
  'DictionaryExpression',
  'MappingPattern',
  'PatternArgList',
  'ImportStatement',
]);
/** In these it makes a tuple of one value. */
const TUPLES = new Set(['TupleExpression', 'MemberExpression', 'SequencePattern']);

/** The tokens at the end of what was read that say nothing in the node that ends there. */
function optionalIn(node: SyntaxNode, tokens: readonly PythonToken[]): PythonToken[] {
  const last = tokens.at(-1);
  const isBracketed = last?.to === node.to && /^[)\]}]$/.test(last.text);
  if (!isBracketed) return [];
  const before = tokens.findLast((token) => token !== last && !token.isComment);
  const isNeedless = before?.text === ',' && (LISTS.has(node.name) || node.getChildren(',').length > 1);
  const brackets = node.name === 'ImportStatement' ? tokens.filter(({ from, text }) => from >= node.from && /^[()]$/.test(text)) : [];
  return isNeedless ? [...brackets, before] : brackets;
}

function marginOf(tree: SyntaxTree): Map<number, SyntaxNode> {
  const margin = new Map<number, SyntaxNode>();
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling) margin.set(node.from, node);
  return margin;
}
