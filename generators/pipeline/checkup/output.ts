import { printable } from '../terminal/columns.js';

/** As many lines of a failure as are shown. */
const LINES = 12;
const LONGEST = 160;
/** What a terminal would act on: colours, titles, links. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)/g;
/** Lines by which a failed run says why. */
const REASON = /^(?:FAILED|ERROR|E {3,}\S|\w*(?:Error|Exception)\b|error\b|fatal\b|Found \d+ error)/i;

/** The last lines that a command printed, none of them long, and nothing in them that a terminal acts on. */
export function lastLines(output: string): string {
  return linesIn(output)
    .slice(-LINES)
    .map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line))
    .join('\n');
}

/** The line that says most about a failure: the last one that names an error, else the last one; without a final period. */
export function reasonOf(output: string): string {
  const lines = linesIn(output);
  return (lines.findLast((line) => REASON.test(line)) ?? lines.at(-1) ?? 'it printed nothing').trim().replace(/\.+$/, '');
}

function linesIn(output: string): string[] {
  return output
    .replaceAll(ESCAPES, '')
    .split(/[\r\n]+/)
    .map((line) => printable(line.replaceAll('\t', '    ').trimEnd()))
    .filter((line) => line !== '');
}
