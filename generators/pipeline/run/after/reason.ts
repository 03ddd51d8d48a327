import { repeated } from '../../errors.js';

/** As many lines of a program as a sentence can hold: those with which it begins, and those with which it ends. */
const FIRST = 3;
const LAST = 2;

/** What a terminal would act on: colours, titles, links. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)/g;
/** Lines that show a place in a file instead of saying something, and those that only give advice. */
const NO_REASON = /^(?:\d*\s*\|.*|[\^~\s]*|(?:hint|warning|help):.*)$/i;

/**
 * Why a program failed, from what it wrote on standard error: the lines from its last `error:` or `fatal:` on, else its last lines, as
 * one sentence.
 *
 * @returns nothing to be acted on by a terminal, and no final period; an empty text where it said nothing.
 */
export function reasonIn(stderr: string): string {
  const lines = stderr
    .replaceAll(ESCAPES, '')
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll('\t', ' ').trim())
    .filter((line) => !NO_REASON.test(line));
  const start = lines.findLastIndex((line) => /^(?:error|fatal)\b/i.test(line));
  const said = start < 0 ? lines.slice(-FIRST) : lines.slice(start);
  const chosen = said.length > FIRST + LAST ? [...said.slice(0, FIRST), '…', ...said.slice(-LAST)] : said;
  return chosen
    .map((line) => repeated(withoutHead(line), MOST))
    .reduce(joined, '')
    .replace(/[.:]+$/, '');
}

/** One line of a program can be long. */
const MOST = 200;

function withoutHead(line: string): string {
  return line.replace(/^cause(?:d by)?:\s*/i, '');
}

function joined(sentence: string, line: string): string {
  if (sentence === '') return line;
  return /[.,:;!?…]$/.test(sentence) ? `${sentence} ${line}` : `${sentence}: ${line}`;
}
