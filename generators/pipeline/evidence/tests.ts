import { withoutStrings } from '../repository/bare_code.js';
import { type Look, type Place, seen, unseen } from './evidence.js';
import { codeWith } from './files.js';

const TEST = /^([ \t]*)(?:async[ \t]+)?def[ \t]+test_?\w*/;
/** What makes a test of a function; what is true whatever happens does not. */
const ASSERTION =
  /\bassert\b(?!\s*(?:True|1|not False|["']+)\s*$)|\b(?:raises|warns|deprecated_call)\(|\bassert_\w+\(|\.assert\w+\(|\bapprox\(/;

/** Test functions that assert something, in files whose code has the texts. */
export const lookForTests: Look = (sign, repository) => {
  const { path = 'tests/**/*.py', count = 1 } = sign;
  const found = repository.find(path).flatMap((each): Place[] => {
    const [code] = codeWith(each, sign, repository) ?? [];
    return code === undefined ? [] : testsIn(code).map((line) => ({ path: each, line }));
  });
  if (found.length >= count) return seen(found, found.length === 1 ? '1 test' : `${found.length} tests`);
  return unseen({ code: 'no-tests', values: { pattern: path, found: found.length, least: count } });
};

/** The lines on which tests begin that assert something: in their own lines, which are further in than the test. */
function testsIn(code: string): number[] {
  const found: number[] = [];
  let test: { readonly line: number; readonly indent: number } | undefined;
  code.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const begins = TEST.test(line);
    // The bracket that closes a long list of arguments stands under the name.
    if (begins) test = { line: index + 1, indent };
    else if (test !== undefined && indent <= test.indent && !/^[ \t]*[)\]]/.test(line)) test = undefined;
    if (test === undefined || !ASSERTION.test(line) || !ASSERTION.test(withoutStrings(line))) return;
    found.push(test.line);
    test = undefined;
  });
  return found;
}
