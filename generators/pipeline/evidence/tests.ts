import { type Look, type Place, seen, unseen } from './evidence.js';
import { lineAt, textsOf } from './files.js';

const TEST = /^([ \t]*)(?:async[ \t]+)?def[ \t]+(test_?\w*)[^\n]*(?:\n(?:\1[ \t]+[^\n]*|[)\]][^\n]*|[ \t]*))*/gm;
/** What makes a test of a function; what is true whatever happens does not. */
const ASSERTION = /\bassert\b(?!\s*(?:True|1|not False)\s*$)|\b(?:raises|warns|deprecated_call)\(|\bassert_\w+\(|\.assert\w+\(|\bapprox\(/m;

/** Test functions that assert something, in files whose code has the texts. */
export const lookForTests: Look = (sign, repository) => {
  const { path = 'tests/**/*.py', count = 1 } = sign;
  const texts = textsOf(sign);
  const found = repository.find(path).flatMap((each): Place[] => {
    const code = repository.code(each)?.text ?? '';
    return texts.every((text) => code.includes(text)) ? testsIn(code).map((line) => ({ path: each, line })) : [];
  });
  if (found.length >= count) return seen(found, found.length === 1 ? '1 test' : `${found.length} tests`);
  return unseen({ code: 'no-tests', values: { pattern: path, found: found.length, least: count } });
};

/** The lines on which tests begin that assert something. */
function testsIn(code: string): number[] {
  return [...code.matchAll(TEST)].filter(([body]) => ASSERTION.test(body)).map(({ index }) => lineAt(code, index));
}
