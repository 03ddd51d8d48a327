import { parser } from '@lezer/python';
import type { SyntaxNode } from '../merge/python/tokens.js';
import { type PythonImport, readImport } from './python_imports.js';

/** What a Python module asks of others, and what others may ask of it. */
export interface PythonNames {
  readonly imports: readonly PythonImport[];
  /** Names that the module has at its margin, also those of an `if`, a `try` or a loop. */
  readonly defined: ReadonlySet<string>;
  /** It may have names of which its text does not tell: a star import, `__getattr__`, or what the parser could not read. */
  readonly isOpen: boolean;
  /** What is taken of a name, as `b` of `a.b`, for names that nothing but an import gives a meaning. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of parameters, by which pytest finds fixtures. */
  readonly parameters: ReadonlySet<string>;
  /** The texts of its strings, without those that are only documentation. */
  readonly strings: readonly string[];
}

/** Reads a module. Behind a mistake the parser reads on: what it still finds is better than nothing. */
export function readPythonNames(text: string): PythonNames {
  const tree = parser.parse(text);
  const reader = new NameReader(text);
  tree.iterate({ enter: ({ node }) => reader.enter(node), leave: ({ node }) => reader.leave(node) });
  return reader.result();
}

const SCOPES = /^(FunctionDefinition|ClassDefinition|LambdaExpression|\w*Comprehension\w*)$/;

class NameReader {
  readonly #imports: PythonImport[] = [];
  readonly #defined = new Set<string>();
  /** Names that are given another meaning than an import does, anywhere. */
  readonly #given = new Set<string>();
  readonly #members = new Map<string, Set<string>>();
  readonly #parameters = new Set<string>();
  readonly #strings: string[] = [];
  #isOpen: boolean;
  #depth = 0;

  constructor(readonly text: string) {
    this.#isOpen = /\bglobals\(\)|\bsys\.modules\[/.test(text);
  }

  enter(node: SyntaxNode): void {
    if (node.type.isError) this.#isOpen = true;
    if (node.name === 'VariableName') this.#readName(node);
    if (node.name === 'ImportStatement') this.#readImport(node);
    if (node.name === 'MemberExpression') this.#readMember(node);
    const isText = node.name === 'String' || node.name === 'FormatString';
    if (isText && node.parent?.name !== 'ExpressionStatement') this.#strings.push(this.#textOf(node));
    if (SCOPES.test(node.name)) this.#depth++;
  }

  leave(node: SyntaxNode): void {
    if (SCOPES.test(node.name)) this.#depth--;
  }

  result(): PythonNames {
    const members = new Map([...this.#members].filter(([name]) => !this.#given.has(name)));
    const isOpen = this.#isOpen || this.#defined.has('__getattr__');
    return { imports: this.#imports, defined: this.#defined, isOpen, members, parameters: this.#parameters, strings: this.#strings };
  }

  #textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  #readName(node: SyntaxNode): void {
    const parent = node.parent?.name;
    if (parent === 'ImportStatement' || !isBound(node)) return;
    const name = this.#textOf(node);
    this.#given.add(name);
    if (parent === 'ParamList') this.#parameters.add(name);
    const isDefinition = parent === 'FunctionDefinition' || parent === 'ClassDefinition';
    const isOutside = this.#depth === (isDefinition ? 1 : 0);
    if (isOutside || parent === 'ScopeStatement') this.#defined.add(name);
  }

  #readImport(node: SyntaxNode): void {
    const isOptional = isInTry(node);
    for (const read of readImport(this.#textOf(node))) {
      this.#imports.push({ ...read, isOptional });
      if (this.#depth > 0) continue;
      if (read.names === '*') this.#isOpen = true;
      for (const { as } of read.names === '*' ? [] : read.names) this.#defined.add(as);
      if (read.names.length === 0) this.#defined.add(read.as);
    }
  }

  #readMember(node: SyntaxNode): void {
    const [object, member] = [node.firstChild, node.lastChild];
    if (object?.name !== 'VariableName' || member?.name !== 'PropertyName') return;
    const name = this.#textOf(object);
    this.#members.set(name, (this.#members.get(name) ?? new Set()).add(this.#textOf(member)));
  }
}

/** Whether a name gets a meaning where it stands. */
function isBound(node: SyntaxNode): boolean {
  const { parent, prevSibling } = node;
  if (prevSibling !== null && /^(def|class|as|type)$/.test(prevSibling.name)) return true;
  if (parent?.name === 'ParamList') return prevSibling?.name !== 'AssignOp';
  if (parent?.name === 'NamedExpression') return prevSibling === null;
  if (parent?.name === 'ScopeStatement' || parent?.name === 'CapturePattern') return true;
  return isTarget(node);
}

/** Whether a value is assigned to it, or it runs through a loop. */
function isTarget(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent === null) return false;
  if (/^(Tuple|Array|Parenthesized)Expression$/.test(parent.name)) return isTarget(parent);
  if (parent.name === 'AssignStatement')
    return node.prevSibling === null || parent.getChildren('AssignOp').some(({ from }) => from > node.from);
  const isLoop = parent.name === 'ForStatement' || /Comprehension/.test(parent.name);
  if (!isLoop) return false;
  for (let before = node.prevSibling; before !== null; before = before.prevSibling) {
    if (before.name === 'for' || before.name === 'in') return before.name === 'for';
  }
  return false;
}

function isInTry(node: SyntaxNode): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (at.name === 'TryStatement') return true;
  return false;
}
