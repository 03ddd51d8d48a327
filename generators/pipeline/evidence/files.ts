import type { Sign } from '../pack/pack.js';
import { bareCode } from '../repository/bare_code.js';
import { isTextName } from '../repository/code.js';
import type { Repository } from '../repository/repository.js';
import { type Lack, type Look, type Place, type Sighting, seen, unseen } from './evidence.js';

const NO_TEXT = 'it is no text, or larger than a megabyte';
/** A file of such a name that can be read as text is no picture. */
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;

/** Files that are there and say something: neither an empty file nor one with comments alone counts. */
export const lookForFiles: Look = ({ path = '', lines = 1, count = 1 }, repository) => {
  const paths = repository.find(path);
  const good: string[] = [];
  let weak: Lack | undefined;
  for (const each of paths) {
    const weakHere = weakness(each, lines, repository);
    if (weakHere === undefined) good.push(each);
    else weak ??= weakHere;
    if (good.length >= count) return seen(placesOf(good), path);
  }
  if (good.length > 0) return unseen({ code: 'too-few-files', values: { pattern: path, found: good.length, least: count } });
  return unseen(weak ?? { code: 'no-file', values: { pattern: path } });
};

/** Words in the code of a file: all of `text`, and one of `any`, in the same file. */
export const lookForContent: Look = (sign, repository) => {
  const { path = '', count = 1 } = sign;
  const paths = repository.find(path);
  const found: Place[] = [];
  for (const each of paths) {
    const [code, words] = codeWith(each, sign, repository) ?? [];
    if (code === undefined || words === undefined) continue;
    found.push({ path: each, line: lineAt(code, code.indexOf(words.at(-1) ?? '')) });
    if (found.length >= count) return seen(found, words.join(', '));
  }
  return contentMissing(path, paths, sign, repository);
};

/** The code of a file, and the texts of a sign that it has. What its text has not, its code has not, which takes longer to read. */
export function codeWith(path: string, sign: Sign, repository: Repository): readonly [code: string, words: readonly string[]] | undefined {
  if (wordsIn(repository.text(path) ?? '', sign) === undefined) return undefined;
  const code = repository.code(path);
  if (code === undefined) return undefined;
  const said = wordsIn(code.text, sign);
  const words = said === undefined || !path.endsWith('.py') ? said : wordsIn(code.text, sign, bareCode(code));
  return words === undefined ? undefined : [code.text, words];
}

/**
 * Of the texts that are wanted, those that a code has; nothing where it lacks one of `text`, or all of `any`.
 *
 * @param bare the code without what stands in strings: a call does not count there.
 */
export function wordsIn(code: string, sign: Sign, bare = code): readonly string[] | undefined {
  const texts = textsOf(sign);
  const has = (text: string): boolean => (isCall(text) ? bare : code).includes(text);
  if (!texts.every(has)) return undefined;
  if (sign.any === undefined) return texts;
  const one = sign.any.find(has);
  return one === undefined ? undefined : [...texts, one];
}

/** Whether a text can only be meant as code: `.backward(`, not a word or an address. */
function isCall(text: string): boolean {
  return /^\.?[\w.]+\($|^\.\w/.test(text);
}

function contentMissing(pattern: string, paths: readonly string[], sign: Sign, repository: Repository): Sighting {
  if (paths.length === 0) return unseen({ code: 'no-file', values: { pattern } });
  const [only, ...others] = paths;
  if (only !== undefined && others.length === 0) {
    const weak = weakness(only, 1, repository);
    if (weak !== undefined) return unseen(weak);
  }
  const texts = textsOf(sign);
  const lacking = texts.find((text) => !paths.some((path) => codeWith(path, { kind: 'content', text }, repository) !== undefined));
  return unseen({
    code: 'text-nowhere',
    values: { pattern, text: lacking ?? sign.any?.slice(0, 3).join('" or "') ?? texts.join('" and "') },
  });
}

/** Why a file shows nothing, if it does not. */
export function weakness(path: string, least: number, repository: Repository): Lack | undefined {
  const size = repository.files.get(path) ?? 0;
  if (size === 0) return { code: 'file-empty', path, values: {} };
  const code = repository.code(path);
  if (code === undefined) return isTextName(path) ? { code: 'file-unreadable', path, values: { why: NO_TEXT } } : undefined;
  if (PICTURE.test(path)) return { code: 'file-unreadable', path, values: { why: 'it is no picture' } };
  if (code.fault !== undefined) return { code: 'syntax-fault', path, line: code.fault.line, values: { what: code.fault.what } };
  if (code.lines >= least) return undefined;
  return { code: 'file-says-little', path, values: { found: code.lines, least } };
}

function textsOf({ text = [] }: Sign): readonly string[] {
  return typeof text === 'string' ? [text] : text;
}

/** The line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function placesOf(paths: readonly string[]): Place[] {
  return paths.map((path) => ({ path }));
}
