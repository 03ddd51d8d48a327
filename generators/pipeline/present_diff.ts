import type { Change, Merged } from './change.js';
import { unifiedDiff } from './diff.js';
import { paint, type Terminal } from './terminal.js';
import type { Entry } from './tree.js';

/** Longer diffs are cut, with a count of what is left, unless `--full`. */
const DIFF_LINES = 40;

/** The diffs of what a run would change, file by file; new files are only named. */
export function presentDiffs(merged: Merged, full: boolean, terminal: Terminal): string {
  const changed = merged.changes.filter(({ outcome }) => outcome !== 'new' && outcome !== 'unchanged');
  const lines = changed.flatMap((change) => diffOf(change, full, terminal));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function diffOf(change: Change, full: boolean, terminal: Terminal): string[] {
  return change.writes.flatMap(({ path, before, after }) => {
    const lines = unifiedDiff(textOf(before), textOf(after));
    const shown = full ? lines : lines.slice(0, DIFF_LINES);
    const rest = lines.length - shown.length;
    return [
      '',
      paint(terminal, 'bold', path),
      ...shown.map((line) => paint(terminal, styleOf(line), line)),
      ...(rest === 0 ? [] : [`… ${rest} more lines (--full shows them)`]),
    ];
  });
}

function textOf(entry: Entry | undefined): string {
  return entry?.kind === 'file' ? entry.bytes.toString('utf8') : '';
}

function styleOf(line: string): Parameters<typeof paint>[1] {
  if (line.startsWith('+')) return 'green';
  if (line.startsWith('-')) return 'red';
  return line.startsWith('@@') ? 'cyan' : 'reset';
}
