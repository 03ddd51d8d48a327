import { Refusal } from './errors.js';
import { readTokens, verifyName, type Token } from './template_tokens.js';

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
    const found =
      token.kind === 'end' ? 'nothing more' : token.kind === 'literal' ? `the text '${token.text}'` : `"${token.text}"`;
    return new Refusal(
      `There is ${found} where ${expected} should stand`,
      "There are names, === 'text', .includes('text'), !, &&, ||, ( ), and join, upper, kebab, sorted, count, last",
    );
  }
}
