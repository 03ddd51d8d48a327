import type { SyntaxNode } from './tokens.js';

/** What a statement of the margin is, and the names that it may bring. */
export interface Facts {
  readonly kind: 'import' | 'definition' | 'assignment' | 'other' | 'comment';
  readonly names: readonly string[];
}

/** Reads them from the parser's node. */
export function factsOf(node: SyntaxNode, text: string): Facts {
  const namesIn = (nodes: readonly SyntaxNode[]): string[] => nodes.map(({ from, to }) => text.slice(from, to));
  switch (node.name) {
    case 'Comment':
      return { kind: 'comment', names: [] };
    case 'ImportStatement': {
      const start = node.getChild('import')?.from ?? node.from;
      // Of `b as c` either could be meant.
      return { kind: 'import', names: namesIn(node.getChildren('VariableName').filter(({ from }) => from > start)) };
    }
    case 'DecoratedStatement': {
      const decorated = node.getChild('FunctionDefinition') ?? node.getChild('ClassDefinition');
      return decorated === null ? OTHER : factsOf(decorated, text);
    }
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return { kind: 'definition', names: namesIn(node.getChildren('VariableName').slice(0, 1)) };
    case 'AssignStatement':
      return isOfOneName(node) ? { kind: 'assignment', names: namesIn(node.getChildren('VariableName').slice(0, 1)) } : OTHER;
    default:
      return OTHER;
  }
}

const OTHER: Facts = { kind: 'other', names: [] };

/** `a = 1` and `a: int = 1`, and not `a, b = c`, `a = b = 1` or `a.b = 1`. */
function isOfOneName(node: SyntaxNode): boolean {
  const [target, next] = [node.firstChild, node.firstChild?.nextSibling];
  const isName = target?.name === 'VariableName' && (next?.name === 'AssignOp' || next?.name === 'TypeDef');
  return isName && node.getChildren('AssignOp').length === 1;
}
