import type { Change, Merged, Write } from '../change.js';
import { printable } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import type { Entry } from '../tree.js';
import { NO_END, unifiedDiff } from './unified_diff.js';

/** Longer diffs are cut, with a count of what is left, unless `--full`. */
const DIFF_LINES = 40;

/** A file in a diff: its name, and what stands there before and after. */
type ShownFile = Pick<Write, 'path' | 'before' | 'after'>;

/** The diffs of what a run would change, file by file; files that come or go as a whole are only named, unless `full`. */
export function presentDiffs(merged: Merged, full: boolean, terminal: Terminal): string {
  const changes = merged.changes.filter(({ outcome }) => outcome !== 'unchanged');
  const isWhole = ({ outcome }: Change): boolean => outcome === 'new' || outcome === 'removed';
  const lines = changes
    .filter((change) => full || !isWhole(change))
    .flatMap((change) => presentDiff(change, change.writes, full, terminal));
  const whole = full ? 0 : changes.filter(isWhole).length;
  const rest =
    whole === 0 ? [] : ['', `… and the text of ${whole} ${whole === 1 ? 'file' : 'files'} that would come or go (--full shows it)`];
  return lines.length + rest.length === 0 ? '' : `${[...lines, ...rest].join('\n')}\n`;
}

/**
 * What a change would write as `patch` and git read it; nothing where there is no text, and for files that come or go as a whole
 * unless `full`.
 */
export function patchOf(change: Change, full: boolean): string | undefined {
  const isWhole = change.outcome === 'new' || change.outcome === 'removed';
  if (isWhole && !full) return undefined;
  const lines = pair(change, change.writes).flatMap(({ path, before, after }) => {
    const hunks = isText(before) && isText(after) ? unifiedDiff(shownText(before), shownText(after)) : [];
    if (hunks.length === 0) return [];
    const [old = path, fresh = path] = path.split(' → ');
    const name = (entry: Entry | undefined, file: string): string => (entry === undefined ? '/dev/null' : file);
    return [`--- ${name(before, `a/${old}`)}`, `+++ ${name(after, `b/${fresh}`)}`, ...hunks];
  });
  return lines.length === 0 ? undefined : `${lines.join('\n')}\n`;
}

/** The diffs of what a change would write, each under the path of its file. */
export function presentDiff(change: Change, writes: readonly Write[], full: boolean, terminal: Terminal): string[] {
  return pair(change, writes).flatMap(({ path, before, after }) => {
    const lines = isText(before) && isText(after) ? diffLines(before, after) : ['Not a text file.'];
    if (lines.length === 0 && change.from !== undefined) return [];
    const shown = full ? lines : lines.slice(0, DIFF_LINES);
    const rest = lines.length - shown.length;
    return [
      '',
      paint(terminal, 'bold', printable(path)),
      ...(lines.length === 0 ? ['Only the executable bit changes.'] : shown.map((line) => paint(terminal, styleOf(line), printable(line)))),
      ...(rest === 0 ? [] : [`… ${rest} more ${rest === 1 ? 'line' : 'lines'} (--full shows them)`]),
    ];
  });
}

/** Whether there is nothing at a path that cannot be read as text. */
export function isText(entry: Entry | undefined): boolean {
  return entry?.kind !== 'file' || !entry.bytes.subarray(0, 8000).includes(0);
}

/** A file that moves is one file. */
function pair({ from, path }: Change, writes: readonly Write[]): readonly ShownFile[] {
  const left = writes.find((write) => from !== undefined && write.path === from);
  if (left === undefined) return writes;
  const others = writes.filter((write) => write !== left);
  return others.map((write) => (write.path === path ? { ...write, path: `${left.path} → ${path}`, before: left.before } : write));
}

/** The lines of a diff; none where the texts are equal. */
function diffLines(before: Entry | undefined, after: Entry | undefined): string[] {
  const [old, fresh] = [shownText(before), shownText(after)];
  if (lacksOnlyItsEnd(old, fresh) || lacksOnlyItsEnd(fresh, old)) return ['Only the end of the last line changes.'];
  const lines = unifiedDiff(old, fresh);
  const isCrlf = lines.every((line) => line.startsWith('@@') || line === NO_END || line.endsWith('\r'));
  return isCrlf ? lines.map((line) => line.replace(/\r$/, '')) : lines;
}

function lacksOnlyItsEnd(text: string, other: string): boolean {
  return text !== '' && `${text}\n` === other;
}

function shownText(entry: Entry | undefined): string {
  return entry?.kind === 'file' ? entry.bytes.toString('utf8') : '';
}

function styleOf(line: string): Parameters<typeof paint>[1] {
  if (line.startsWith('+')) return 'green';
  if (line.startsWith('-')) return 'red';
  return line.startsWith('@@') ? 'cyan' : 'reset';
}
