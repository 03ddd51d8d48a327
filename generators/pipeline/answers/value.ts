import { Refusal } from '../errors.js';
import { nearest } from '../nearest.js';
import { isListType, type Pack, type Question } from '../pack/pack.js';
import { checkPackage, reservedNames } from './package_name.js';
import { fitsPattern, readPattern } from './pattern.js';

/** An answer: one text, or a list of them. */
export type Value = string | readonly string[];
/** Answers by the names of their questions. */
export type Values = Readonly<Record<string, Value>>;

/** The longest text, in characters: a title or a sentence, not a page. */
export const LONGEST_TEXT = 300;
const LONGEST_LIST = 100;

/**
 * What no single line of any file can hold: control characters, line separators, halves of characters, non-characters.
 */
export const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

/** A name that means itself wherever it stands: no option, no path, no code. */
export const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;
const GIT_ADDRESS = /^git@[A-Za-z0-9.-]+:[A-Za-z0-9._~/-]+$/;

/** What is wrong with an answer: the end of a sentence that begins with where it came from, and what to do. */
interface Flaw {
  readonly fact: string;
  readonly remedy: string;
}

/** An answer as it is recorded: without blanks at its ends, a list where the question wants one. */
export function tidy({ type, choices = [] }: Question, value: Value): Value {
  const given = typeof value === 'string' ? [value] : value;
  const list = (type === 'choices' ? given.flatMap((item) => item.split(',')) : given).map((item) => item.trim());
  if (type === 'choices') return inOrder(new Set(list), choices);
  if (isListType(type)) return list.filter((item) => item !== '');
  return typeof value === 'string' ? value.trim() : list;
}

/** Each once, in the order of the question: the order of answering says nothing. What is none of the choices stays, to be named. */
function inOrder(given: ReadonlySet<string>, choices: NonNullable<Question['choices']>): readonly string[] {
  const known = choices.map(({ value }) => value);
  return [...known.filter((value) => given.has(value)), ...[...given].filter((item) => item !== '' && !known.includes(item))];
}

/**
 * Checks an answer against its question.
 *
 * @param place where the answer came from, as the beginning of a sentence (`--email`).
 * @returns why it is no answer, with the way out; nothing where it is one.
 */
export function checkValue(question: Question, value: Value, pack: Pack, place: string): Refusal | undefined {
  if (question.type === 'package' && typeof value === 'string') {
    return checkPackage(value, reservedNames(pack));
  }
  const flaw = typeof value === 'string' ? flawOfText(question, value) : flawOfList(question, value);
  return flaw === undefined ? undefined : new Refusal(`${place} ${flaw.fact}`, flaw.remedy);
}

function flawOfList(question: Question, list: readonly string[]): Flaw | undefined {
  const { type, required } = question;
  if (!isListType(type)) return { fact: 'is a list', remedy: 'Give one value' };
  if (required === true && list.length === 0) return { fact: 'is empty', remedy: 'Give at least one' };
  if (list.length > LONGEST_LIST) return { fact: `has more than ${LONGEST_LIST} items`, remedy: 'Give fewer' };
  const flawOfItem = (item: string): Flaw | undefined => flawOfLine(item) ?? flawOfType(question, item);
  return list.map(flawOfItem).find((flaw) => flaw !== undefined);
}

function flawOfText(question: Question, text: string): Flaw | undefined {
  if (text === '') return mayBeEmpty(question) ? undefined : { fact: 'is empty', remedy: `Give an answer to "${question.message}"` };
  return flawOfLine(text) ?? flawOfType(question, text);
}

/** The form that the pack asks for; what it says of it is its own sentence. */
function flawOfForm({ pattern }: Question, text: string): Flaw | undefined {
  if (pattern === undefined || fitsPattern(readPattern(pattern.form), text)) return undefined;
  return { fact: `cannot be "${text}"`, remedy: pattern.message.replace(/\.\s*$/, '') };
}

function mayBeEmpty({ type, required }: Question): boolean {
  return required !== true && (type === 'text' || type === 'email' || type === 'url');
}

function flawOfLine(text: string): Flaw | undefined {
  if (/[\n\r\u2028\u2029]/.test(text)) return { fact: 'contains a line break', remedy: 'Write it on one line' };
  if (UNWRITABLE.test(text)) return { fact: 'contains a control character or half a character', remedy: 'Remove it' };
  const tooLong = [...text].length > LONGEST_TEXT;
  return tooLong
    ? { fact: `is longer than ${LONGEST_TEXT} characters`, remedy: 'Write it shorter; README.md has room for more' }
    : undefined;
}

function flawOfType(question: Question, text: string): Flaw | undefined {
  return flawOfKind(question, text) ?? flawOfForm(question, text);
}

function flawOfKind(question: Question, text: string): Flaw | undefined {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return flawOfChoice(question, text);
    case 'token':
    case 'tokens':
      return flawOfToken(text);
    case 'email':
      return EMAIL.test(text) && text.length <= 254
        ? undefined
        : { fact: `is not an e-mail address: "${text}"`, remedy: 'Write it like name@example.org' };
    case 'url':
      return flawOfUrl(text);
    default:
      return undefined;
  }
}

function flawOfToken(text: string): Flaw | undefined {
  if (TOKEN.test(text)) return undefined;
  const remedy = 'Use only letters, digits, dots, dashes and underscores, and start with a letter or a digit';
  return { fact: `cannot be "${text}"`, remedy };
}

function flawOfChoice({ choices = [] }: Question, text: string): Flaw | undefined {
  const values = choices.map(({ value }) => value);
  if (values.includes(text)) return undefined;
  const near = nearest(text, values);
  return {
    fact: `cannot be "${text}"`,
    remedy: `${near === undefined ? '' : `Did you mean ${near}? `}Use one of ${values.join(', ')}`,
  };
}

function flawOfUrl(text: string): Flaw | undefined {
  if (GIT_ADDRESS.test(text)) return undefined;
  const url = /^https?:\/\/[^\s"'<>\\^`{|}]+$/i.test(text) ? parseUrl(text) : undefined;
  if (url === undefined) return { fact: `is not a URL: "${text}"`, remedy: 'Write it like https://github.com/group/project' };
  if (url.password === '' && url.username === '') return undefined;
  return {
    fact: 'contains a user name or a password, which would end up in the repository',
    remedy: 'Write the URL without it',
  };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
