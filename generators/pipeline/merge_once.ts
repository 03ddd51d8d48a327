import { splitLines } from './merge_pieces.js';
import type { Versions } from './merge_text.js';

/** Says what a file that is the person's now does not get: the first line that would be new, and how many more. */
export function leftOut({ base, yours, next }: Versions): string {
  const known = new Set([base, yours].flatMap(splitLines).map((line) => line.trim()));
  const added = splitLines(next).map((line) => line.trim()).filter((line) => line !== '' && !known.has(line));
  const first = added.find((line) => /^#+ /.test(line)) ?? added[0];
  if (first === undefined) return 'You edited it, so it is yours; nothing was added.';
  const more = added.length === 1 ? '' : ` and ${added.length - 1} more ${added.length === 2 ? 'line' : 'lines'}`;
  return `You edited it, so it is yours; left out: "${shortened(first)}"${more}.`;
}

/** The note is read at a terminal, in UTF-8; the versions hold one character a byte. */
function shortened(line: string): string {
  const text = Buffer.from(line, 'latin1').toString('utf8');
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
