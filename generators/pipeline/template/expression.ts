import { Refusal } from '../errors.js';
import { TokenReader, writeLiteral } from './tokens.js';
import type { Path } from './values.js';
import { holds, isSame, isTrue, valueAt } from './values.js';

/** A condition, of `when:` or of a template: one grammar for both. */
export type Expression =
  | { readonly kind: 'value'; readonly path: Path }
  | { readonly kind: 'compare'; readonly path: Path; readonly equal: boolean; readonly literal: string }
  | { readonly kind: 'includes'; readonly path: Path; readonly literal: string }
  | { readonly kind: 'last'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression };

/** How the leaves of an expression are written. */
export interface Notation {
  value(path: Path): string;
  compare(path: Path, equal: boolean, literal: string): string;
  includes(path: Path, literal: string): string;
  last(name: string): string;
}

const AUTHORS_NOTATION: Notation = {
  value: (path) => path.join('.'),
  compare: (path, equal, literal) => `${path.join('.')} ${equal ? '===' : '!=='} ${writeLiteral(literal)}`,
  includes: (path, literal) => `${path.join('.')}.includes(${writeLiteral(literal)})`,
  last: (name) => `last(${name})`,
};

/**
 * Reads a condition.
 *
 * @throws Refusal where it is more than names, comparisons with a text, `.includes`, `!`, `&&`, `||` and parentheses.
 */
export function parseExpression(text: string): Expression {
  const reader = new TokenReader(text);
  const expression = readExpression(reader);
  reader.verifyEnd();
  return expression;
}

/** Reads a condition that stands among other tokens. */
export function readExpression(reader: TokenReader): Expression {
  let left = readConjunction(reader);
  while (reader.takes('||')) left = { kind: 'or', left, right: readConjunction(reader) };
  return left;
}

function readConjunction(reader: TokenReader): Expression {
  let left = readTerm(reader);
  while (reader.takes('&&')) left = { kind: 'and', left, right: readTerm(reader) };
  return left;
}

function readTerm(reader: TokenReader): Expression {
  return reader.nested(() => {
    if (reader.takes('!')) return { kind: 'not', of: readTerm(reader) };
    if (reader.takes('(')) {
      const inner = readExpression(reader);
      reader.expect(')');
      return inner;
    }
    if (reader.sees('last') && reader.sees('(', 1)) return readLast(reader);
    return readLeaf(reader);
  });
}

function readLast(reader: TokenReader): Expression {
  reader.expect('last');
  reader.expect('(');
  const name = reader.name();
  reader.expect(')');
  return { kind: 'last', name };
}

function readLeaf(reader: TokenReader): Expression {
  const path = reader.path();
  if (reader.takes('===')) return { kind: 'compare', path, equal: true, literal: reader.literal() };
  if (reader.takes('!==')) return { kind: 'compare', path, equal: false, literal: reader.literal() };
  if (!reader.takes('.')) return { kind: 'value', path };
  reader.expect('includes');
  reader.expect('(');
  const literal = reader.literal();
  reader.expect(')');
  return { kind: 'includes', path, literal };
}

/** The paths that a condition looks at. */
export function pathsIn(expression: Expression): readonly Path[] {
  switch (expression.kind) {
    case 'not':
      return pathsIn(expression.of);
    case 'and':
    case 'or':
      return [...pathsIn(expression.left), ...pathsIn(expression.right)];
    case 'last':
      return [];
    default:
      return [expression.path];
  }
}

/** Writes a condition in the one canonical form: reading it again gives the same expression. */
export function printExpression(expression: Expression, notation: Notation = AUTHORS_NOTATION): string {
  const inner = (part: Expression): string => {
    const text = printExpression(part, notation);
    return part.kind === 'and' || part.kind === 'or' ? `(${text})` : text;
  };
  switch (expression.kind) {
    case 'value':
      return notation.value(expression.path);
    case 'compare':
      return notation.compare(expression.path, expression.equal, expression.literal);
    case 'includes':
      return notation.includes(expression.path, expression.literal);
    case 'last':
      return notation.last(expression.name);
    case 'not':
      return expression.of.kind === 'compare' ? `!(${inner(expression.of)})` : `!${inner(expression.of)}`;
    case 'and':
    case 'or':
      return `${inner(expression.left)} ${expression.kind === 'and' ? '&&' : '||'} ${inner(expression.right)}`;
  }
}

/**
 * Whether a condition holds.
 *
 * @param context the values by their names. An unknown name, an empty text and an empty list count as false.
 */
export function evaluateExpression(expression: Expression, context: Readonly<Record<string, unknown>>): boolean {
  switch (expression.kind) {
    case 'value':
      return isTrue(valueAt(context, expression.path));
    case 'compare':
      return isSame(valueAt(context, expression.path), expression.literal) === expression.equal;
    case 'includes':
      return holds(valueAt(context, expression.path), expression.literal);
    case 'not':
      return !evaluateExpression(expression.of, context);
    case 'and':
      return evaluateExpression(expression.left, context) && evaluateExpression(expression.right, context);
    case 'or':
      return evaluateExpression(expression.left, context) || evaluateExpression(expression.right, context);
    case 'last':
      throw new Refusal(`last(${expression.name}) stands outside of a loop`, 'Use it in a template, inside for (const x of …)');
  }
}
