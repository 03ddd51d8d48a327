import { Refusal } from '../errors.js';

/** A piece of a condition or of what stands between `<%` and `%>`. */
export interface Token {
  readonly kind: 'name' | 'literal' | 'sign' | 'end';
  /** The name, the literal's content, or the sign itself. */
  readonly text: string;
}

const TOKEN = /\s*(?:([A-Za-z_$][\w$]*)|'((?:[^'\\\p{Cc}]|\\n)*)'|(===|!==|&&|\|\||[(){}.,!?:])|$)/uy;

/** Names that mean something to JavaScript or to an object: refused wherever a name can stand. */
const RESERVED = new Set(
  `arguments await break case catch const constructor continue debugger delete do else enum eval export extends
  false finally for Function function global globalThis if import in include instanceof let new null of process
  prototype require return self super switch this throw true try typeof undefined var void while window with yield
  exports hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf escapeFn rethrow
  locals parts last join upper kebab sorted count includes`.split(/\s+/),
);

const GRAMMAR = "Use only names, 'texts' in single quotes, ===, !==, .includes('…'), !, &&, || and parentheses";

/** Cuts the inside of a tag, or a condition, into tokens; the last one is `end`. */
export function readTokens(code: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(code);
    if (match === null) throw strangeSign(code.slice(start).trimStart());
    const [, name, literal, sign] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (literal !== undefined) tokens.push({ kind: 'literal', text: readLiteral(literal) });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else return [...tokens, { kind: 'end', text: '' }];
  }
}

/** Writes a literal so that {@link readTokens} reads the same again. */
export function writeLiteral(text: string): string {
  return `'${text.replaceAll('\n', '\\n')}'`;
}

/** Whether a name may be declared by a pack: as a question, as a field of a record, as the variable of a loop. */
export function isFreeName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name);
}

/** @throws Refusal where a name is one that is never looked up. */
export function verifyName(name: string): string {
  if (isFreeName(name)) return name;
  throw new Refusal(`The name "${name}" is reserved`, 'Use the name of a question, of a collection or of the variable of a loop');
}

function readLiteral(literal: string): string {
  if (/<%|%>/.test(literal)) throw new Refusal('A text in a tag holds a tag', 'Leave <% and %> out of the text');
  return literal.replaceAll('\\n', '\n');
}

function strangeSign(rest: string): Refusal {
  const sign = [...rest][0] ?? '';
  if (sign === "'")
    return new Refusal('A text in single quotes is not closed, or holds a backslash', 'Close it, and leave backslashes out');
  if (sign === '"') return new Refusal('A tag or a condition has double quotes', "Write single quotes around the text in it: 'text'");
  if (rest.startsWith('==')) return new Refusal('There is no comparison with two =', 'Compare with ===');
  if (sign === '=') return new Refusal('A single = assigns, which a template cannot', 'Compare with ===');
  return new Refusal(`"${sign}" has no place here: a pack is data, not a program`, GRAMMAR);
}

/** As deep as parentheses, `!` and helpers may stand in each other. */
const DEEPEST = 40;

/** Walks over the tokens of a condition or of a tag. What does not fit is refused. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = readTokens(text);
  }

  /** Whether this sign or word comes next, or `ahead` tokens later. */
  sees(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.text === text && (token.kind === 'sign' || token.kind === 'name');
  }

  /** Steps over a sign or word if it comes next. A `.` is left alone before anything but `includes(`. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#at += 1;
    return true;
  }

  /** Whether this sign comes anywhere behind. */
  seesLater(sign: string): boolean {
    return this.#tokens.slice(this.#at).some(({ kind, text }) => kind === 'sign' && text === sign);
  }

  /** Whether a text in single quotes comes next. */
  seesLiteral(): boolean {
    return this.#peek(0).kind === 'literal';
  }

  expect(text: string): void {
    if (!this.takes(text)) throw this.#misfit(`"${text}"`);
  }

  /** A name that may be looked up. */
  name(): string {
    const token = this.#peek(0);
    if (token.kind !== 'name') throw this.#misfit('a name');
    this.#at += 1;
    return verifyName(token.text);
  }

  literal(): string {
    const token = this.#peek(0);
    if (token.kind !== 'literal') throw this.#misfit('a text in single quotes');
    this.#at += 1;
    return token.text;
  }

  /** `x.y.z`, up to a `.includes(`. */
  path(): readonly string[] {
    const names = [this.name()];
    while (this.sees('.') && !(this.sees('includes', 1) && this.sees('(', 2))) {
      this.expect('.');
      names.push(this.name());
    }
    return names;
  }

  /** Reads something that can hold itself, no deeper than a person can follow. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Refusal('The condition is nested too deeply', 'Write it shorter');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  verifyEnd(): void {
    if (this.#peek(0).kind !== 'end') throw this.#misfit('the end');
  }

  #peek(ahead: number): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: 'end', text: '' };
  }

  #misfit(expected: string): Refusal {
    const token = this.#peek(0);
    const found = token.kind === 'end' ? 'nothing more' : token.kind === 'literal' ? `the text '${token.text}'` : `"${token.text}"`;
    return new Refusal(
      `There is ${found} where ${expected} should stand`,
      "There are names, 'texts', === 'text', .includes('text'), !, &&, ||, ( ), ? :, and join, upper, kebab, sorted, count, last",
    );
  }
}
