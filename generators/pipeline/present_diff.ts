import type { Change, Merged, Write } from './change.js';
import { unifiedDiff } from './diff.js';
import { paint, type Terminal } from './terminal.js';
import type { Entry } from './tree.js';

/** Longer diffs are cut, with a count of what is left, unless `--full`. */
const DIFF_LINES = 40;

/** The diffs of what a run would change, file by file; new files are only named. */
export function presentDiffs(merged: Merged, full: boolean, terminal: Terminal): string {
  const changed = merged.changes.filter(({ outcome }) => outcome !== 'new' && outcome !== 'unchanged');
  const lines = changed.flatMap((change: Change) => presentDiff(change.writes, full, terminal));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** The diffs of some writes, each under the path of its file. */
export function presentDiff(writes: readonly Write[], full: boolean, terminal: Terminal): string[] {
  return writes.flatMap(({ path, before, after }) => {
    const lines = isText(before) && isText(after) ? unifiedDiff(textOf(before), textOf(after)) : ['Not a text file.'];
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

function isText(entry: Entry | undefined): boolean {
  return entry?.kind !== 'file' || !entry.bytes.subarray(0, 8000).includes(0);
}

function textOf(entry: Entry | undefined): string {
  return entry?.kind === 'file' ? entry.bytes.toString('utf8') : '';
}

function styleOf(line: string): Parameters<typeof paint>[1] {
  if (line.startsWith('+')) return 'green';
  if (line.startsWith('-')) return 'red';
  return line.startsWith('@@') ? 'cyan' : 'reset';
}
