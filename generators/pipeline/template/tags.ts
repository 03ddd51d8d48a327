import { Refusal } from '../errors.js';
import type { TagChunk } from './chunks.js';
import { type Expression, readExpression } from './expression.js';
import type { Helper, Operand } from './nodes.js';
import { TokenReader } from './tokens.js';

/** What a tag says. */
export type Tag =
  | { readonly kind: 'value'; readonly value: Operand }
  | { readonly kind: 'parts' }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'if'; readonly condition: Expression }
  | { readonly kind: 'else'; readonly condition?: Expression }
  | { readonly kind: 'for'; readonly name: string; readonly list: Operand }
  | { readonly kind: 'end' };

const HELPERS: readonly Helper[] = ['join', 'upper', 'kebab', 'sorted', 'count'];

/**
 * Reads what stands in a tag.
 *
 * @throws Refusal where it is more than data.
 */
export function readTag({ opening, code, closed }: TagChunk): Tag {
  if (!closed) throw new Refusal(`The tag ${opening} is not closed`, 'Close it with %>, or write <%% where the text <% is meant');
  if (opening === '<%#') return { kind: 'comment', text: code.trim() };
  if (opening === '<%=') throw new Refusal('<%= escapes for HTML, which spoils every other file', 'Print a value with <%- … %>');
  const reader = new TokenReader(code);
  const tag = opening === '<%-' ? readPrinted(reader) : readStatement(reader);
  reader.verifyEnd();
  return tag;
}

function readPrinted(reader: TokenReader): Tag {
  if (reader.takes('parts')) return { kind: 'parts' };
  return { kind: 'value', value: readChoice(reader) };
}

function readStatement(reader: TokenReader): Tag {
  if (reader.takes('}')) return reader.takes('else') ? readElse(reader) : { kind: 'end' };
  if (reader.takes('if')) return { kind: 'if', condition: readCondition(reader) };
  if (reader.takes('for')) return readFor(reader);
  throw new Refusal(
    'This tag neither prints a value nor opens or closes an "if" or a "for"',
    'Print with <%- … %>; a template runs no other code',
  );
}

function readElse(reader: TokenReader): Tag {
  if (reader.takes('if')) return { kind: 'else', condition: readCondition(reader) };
  reader.expect('{');
  return { kind: 'else' };
}

function readCondition(reader: TokenReader): Expression {
  reader.expect('(');
  const condition = readExpression(reader);
  reader.expect(')');
  reader.expect('{');
  return condition;
}

function readFor(reader: TokenReader): Tag {
  reader.expect('(');
  reader.expect('const');
  const name = reader.name();
  reader.expect('of');
  const list = readOperand(reader);
  reader.expect(')');
  reader.expect('{');
  return { kind: 'for', name, list };
}

/** `style === 'report' ? 'chapter' : 'section'`, or what stands in a branch of it. */
function readChoice(reader: TokenReader): Operand {
  if (!reader.seesLater('?')) return readOperand(reader);
  return reader.nested(() => {
    const condition = readExpression(reader);
    reader.expect('?');
    const yes = readOperand(reader);
    reader.expect(':');
    return { kind: 'either', condition, yes, no: readChoice(reader) };
  });
}

function readOperand(reader: TokenReader): Operand {
  if (reader.seesLiteral()) return { kind: 'literal', text: reader.literal() };
  const helper = HELPERS.find((name) => reader.sees(name) && reader.sees('(', 1));
  if (helper === undefined) return { kind: 'path', path: reader.path() };
  return reader.nested(() => {
    reader.expect(helper);
    reader.expect('(');
    const argument = readOperand(reader);
    const call = { kind: 'call', helper, argument } as const;
    const operand = helper === 'join' ? { ...call, separator: readSeparator(reader) } : call;
    reader.expect(')');
    return operand;
  });
}

function readSeparator(reader: TokenReader): string {
  reader.expect(',');
  return reader.literal();
}
