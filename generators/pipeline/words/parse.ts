import { Refusal, repeated } from '../errors.js';
import { CODES } from '../finding/codes.js';
import { nearest } from '../nearest.js';
import { holdsControl } from '../pack/control.js';
import { type Declaration, isAddress, LONGEST_TEXT, type SetAside } from '../progress/own_words.js';

/** Something that is written down of a task. */
export interface Declared {
  readonly slug: string;
  readonly said: Declaration;
}

/**
 * Reads what `--declare` was given.
 *
 * @param words `task=words`: an address, a file of the repository, or a reason.
 * @param files the files of the repository.
 */
export function parseDeclaration(words: string, slugs: readonly string[], files: ReadonlyMap<string, number>): Declared {
  const { left: slug, right: text } = halvesOf(words, '--declare', 'task', 'the address, the figure or the reason');
  verifyKnown(slug, slugs, 'task of the checklist', 'mlops check --full lists all of them');
  if (isAddress(text)) return { slug, said: { address: text } };
  const figure = text.replace(/^\.\//, '');
  return { slug, said: files.has(figure) ? { figure } : { reason: text } };
}

/**
 * Reads what `--aside` was given.
 *
 * @param words `code=reason` or `code:path=reason`.
 */
export function parseAside(words: string): SetAside {
  const { left, right: reason } = halvesOf(words, '--aside', 'code', 'the reason');
  const [code = '', ...rest] = left.split(':');
  const path = rest.join(':');
  verifyKnown(code, Object.keys(CODES), 'finding', 'mlops check --json shows the code of each');
  if (rest.length > 0 && path === '')
    throw new Refusal(`--aside ${repeated(left)} names no path`, `Leave out the colon: --aside ${code}=<reason>`);
  return { code, ...(path === '' ? {} : { path }), reason };
}

function halvesOf(words: string, option: string, name: string, what: string): { readonly left: string; readonly right: string } {
  const at = words.indexOf('=');
  const left = (at < 0 ? words : words.slice(0, at)).trim();
  const right = at < 0 ? '' : words.slice(at + 1).trim();
  if (left === '') throw new Refusal(`${option} names no ${name}`, `Write ${option} <${name}>=<words>`);
  if (right === '')
    throw new Refusal(
      `${option} ${repeated(left)} lacks ${what}`,
      `Write ${option} ${repeated(left)}=<words>, in quotes where there are blanks`,
    );
  if (right.length > LONGEST_TEXT)
    throw new Refusal(`The words after ${option} have ${right.length} characters`, `Use at most ${LONGEST_TEXT}`);
  if (holdsControl(words)) throw new Refusal(`The words after ${option} hold a control character`, 'Take it out');
  return { left, right };
}

function verifyKnown(name: string, known: readonly string[], what: string, where: string): void {
  if (known.includes(name)) return;
  const near = nearest(name, known);
  throw new Refusal(`There is no ${what} "${repeated(name)}"`, near === undefined ? where : `Did you mean ${near}?`);
}
