import { type Expression, type Notation, printExpression } from './expression.js';
import type { Branch, Operand, TemplateNode } from './nodes.js';
import { PACKAGE_PLACEHOLDER } from './run.js';
import { writeLiteral } from './tokens.js';
import { itemType, type NameTypes, typeOfOperand, verifyExpression } from './types.js';
import type { Path } from './values.js';

/** How a tree's tags are written: as an author writes them, or as ejs is given them. */
export interface TagNotation {
  /** Text between tags. */
  text(text: string): string;
  value(value: Operand): string;
  condition(condition: NonNullable<Branch['condition']>): string;
  list(list: Operand): string;
  variable(name: string): string;
  parts(): string;
}

const AUTHORS_TAGS: TagNotation = {
  text: escapeText,
  value: printOperand,
  condition: (condition) => printExpression(condition),
  list: printOperand,
  variable: (name) => name,
  parts: () => 'parts',
};

/**
 * Writes a tree as a template in the one canonical form: reading it gives the same tree.
 */
export function printTemplate(nodes: readonly TemplateNode[]): string {
  return printNodes(nodes, () => AUTHORS_TAGS);
}

/**
 * Writes a tree as ejs source. All white space is in the texts of the tree, so that no tag takes any.
 *
 * @param notationFor the notation inside each loop, from the loops around it, outermost first.
 */
export function printNodes(
  nodes: readonly TemplateNode[],
  notationFor: (loops: readonly LoopHead[]) => TagNotation,
  loops: readonly LoopHead[] = [],
): string {
  const tags = notationFor(loops);
  const printBody = (body: readonly TemplateNode[], ...inner: LoopHead[]): string => printNodes(body, notationFor, [...loops, ...inner]);
  const printBranch = (branch: Branch, index: number): string => openBranch(branch, index, tags) + printBody(branch.body);
  const print = (node: TemplateNode): string => {
    switch (node.kind) {
      case 'text':
        return tags.text(node.text);
      case 'comment':
        return `<%# ${node.text} %>`;
      case 'value':
        return `<%- ${tags.value(node.value)} %>`;
      case 'parts':
        return node.block ? `<%- ${tags.parts()} -%>\n` : `<%- ${tags.parts()} %>`;
      case 'if':
        return `${node.branches.map(printBranch).join('')}<% } %>`;
      case 'for': {
        const head = `const ${tags.variable(node.name)} of ${tags.list(node.list)}`;
        return `<% for (${head}) { %>${printBody(node.body, node)}<% } %>`;
      }
    }
  };
  return nodes.map(print).join('');
}

/** What a loop declares. */
export interface LoopHead {
  readonly name: string;
  readonly list: Operand;
}

function openBranch({ condition }: Branch, index: number, tags: TagNotation): string {
  const otherwise = index === 0 ? '' : '} else ';
  return condition === undefined ? `<% ${otherwise}{ %>` : `<% ${otherwise}if (${tags.condition(condition)}) { %>`;
}

function printOperand(operand: Operand): string {
  if (operand.kind === 'path') return operand.path.join('.');
  if (operand.kind === 'literal') return writeLiteral(operand.text);
  if (operand.kind === 'either') {
    return `${printExpression(operand.condition)} ? ${printOperand(operand.yes)} : ${printOperand(operand.no)}`;
  }
  const argument = printOperand(operand.argument);
  if (operand.separator === undefined) return `${operand.helper}(${argument})`;
  return `${operand.helper}(${argument}, ${writeLiteral(operand.separator)})`;
}

/** Text in which ejs sees no tag. */
function escapeText(text: string): string {
  return text.replace(/<%|%>/g, (sign) => (sign === '<%' ? '<%%' : '%%>'));
}

/** The package's placeholder as a word of its own. */
const PACKAGE_IDENTIFIER = new RegExp(`\\b${PACKAGE_PLACEHOLDER}\\b`);

/** A literal of a tag; the package in it is known when the template runs. */
function writeNamed(literal: string): string {
  const pieces = literal.split(PACKAGE_IDENTIFIER).map(writeLiteral);
  return pieces.length === 1 ? pieces.join('') : `(${pieces.join(' + it.name + ')})`;
}

/**
 * How tags are written for ejs: every name is looked up in the data, every helper in the closed list of helpers,
 * so that a name can never
 * mean something else. Texts are encoded where they are printed.
 *
 * @param loops the loops around the tag, outermost first.
 * @throws Refusal where a name is not declared.
 */
export function runNotation(types: NameTypes, loops: readonly LoopHead[]): TagNotation {
  const names = loops.reduce((known, { name, list }) => ({ ...known, [name]: itemType(list, known) }), types);
  const variables = loops.map(({ name }) => name);
  const writeCondition = (condition: Expression): string => {
    verifyExpression(condition, names, variables);
    return printExpression(condition, conditionNotation(variables));
  };
  const operand = (value: Operand): string => writeOperand(value, variables, writeCondition);
  return {
    text: (text) => text.split(PACKAGE_IDENTIFIER).map(escapeText).join('<%- it.name %>'),
    value: (value) => writePrinted(value, names, operand),
    condition: writeCondition,
    list: (list) => `it.use.rounds(${operand(list)})`,
    variable: (name) => `each_${name}`,
    parts: () => 'it.parts',
  };
}

function writePrinted(value: Operand, names: NameTypes, operand: (value: Operand) => string): string {
  const isText = typeOfOperand(value, names) === 'text';
  if (!isText) return `it.use.print(${operand(value)})`;
  if (value.kind !== 'call' || value.separator === undefined) return `it.use.encode(${operand(value)})`;
  return `it.use.join(it.use.encodeEach(${operand(value.argument)}), ${writeNamed(value.separator)})`;
}

function writeOperand(operand: Operand, variables: readonly string[], writeCondition: (condition: Expression) => string): string {
  const write = (inner: Operand): string => writeOperand(inner, variables, writeCondition);
  if (operand.kind === 'path') return writePath(operand.path, variables);
  if (operand.kind === 'literal') return writeNamed(operand.text);
  if (operand.kind === 'either') return `(${writeCondition(operand.condition)} ? ${write(operand.yes)} : ${write(operand.no)})`;
  const argument = write(operand.argument);
  if (operand.separator === undefined) return `it.use.${operand.helper}(${argument})`;
  return `it.use.${operand.helper}(${argument}, ${writeNamed(operand.separator)})`;
}

function writePath([first = '', ...fields]: Path, variables: readonly string[]): string {
  const start = variables.includes(first) ? `each_${first}.value` : `it.data.${first}`;
  return [start, ...fields].join('?.');
}

function conditionNotation(variables: readonly string[]): Notation {
  return {
    value: (path) => `it.use.isTrue(${writePath(path, variables)})`,
    compare: (path, equal, literal) => `${equal ? '' : '!'}it.use.isSame(${writePath(path, variables)}, ${writeNamed(literal)})`,
    includes: (path, literal) => `it.use.holds(${writePath(path, variables)}, ${writeNamed(literal)})`,
    last: (name) => `each_${name}.last`,
  };
}
