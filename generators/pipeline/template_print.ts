import { printExpression } from './expression.js';
import type { Branch, Operand, TemplateNode } from './template_nodes.js';
import { writeLiteral } from './template_tokens.js';

/** How a tree's tags are written: as an author writes them, or as ejs is given them. */
export interface TagNotation {
  value(value: Operand): string;
  condition(condition: NonNullable<Branch['condition']>): string;
  list(list: Operand): string;
  variable(name: string): string;
  parts(): string;
}

const AUTHORS_TAGS: TagNotation = {
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
  const printBody = (body: readonly TemplateNode[], ...inner: LoopHead[]): string =>
    printNodes(body, notationFor, [...loops, ...inner]);
  const printBranch = (branch: Branch, index: number): string =>
    openBranch(branch, index, tags) + printBody(branch.body);
  const print = (node: TemplateNode): string => {
    switch (node.kind) {
      case 'text':
        return escapeText(node.text);
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
  const argument = printOperand(operand.argument);
  if (operand.separator === undefined) return `${operand.helper}(${argument})`;
  return `${operand.helper}(${argument}, ${writeLiteral(operand.separator)})`;
}

/** Text in which ejs sees no tag. */
function escapeText(text: string): string {
  return text.replace(/<%|%>/g, (sign) => (sign === '<%' ? '<%%' : '%%>'));
}
