import type { Change, Write } from '../change.js';
import { chop, fold, printable } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { presentDiff } from './diffs.js';

/** Lines that are shown around a conflict. */
const LINES_AROUND = 3;
/** Most lines that are shown of one side, most rows of one line, and most places of one file. */
const LINES = 10;
const ROWS = 3;
const PLACES = 3;

/** Which side of a conflict lines between markers belong to. */
type LineKind = 'around' | 'yours' | 'generated' | 'marker';

/** Lines that follow each other on one side. */
interface Run {
  readonly side: LineKind;
  readonly lines: readonly string[];
}

const LINE_STYLES: Readonly<Record<LineKind, Parameters<typeof paint>[1]>> = {
  around: 'dim',
  yours: 'cyan',
  generated: 'green',
  marker: 'yellow',
};

/**
 * What a conflict is about: the places that both sides changed, each with the lines around it; for what is no text, why not.
 *
 * @param title what stands before the path.
 */
export function conflictExcerpt(change: Change, title: string, terminal: Terminal): string {
  const { path, aside, note = '' } = change;
  const why = aside === undefined ? note : `${aside.because}. The other version would be beside it, as ${aside.path}.`;
  const lines = aside === undefined ? showRuns(runsOf(markedText(change)), terminal) : [];
  const heading = paint(terminal, 'bold', `${title}: ${printable(path)}`);
  return ['', heading, ...fold(printable(why), terminal), ...lines, '', ''].join('\n');
}

/** What would change if the generated one was taken. */
export function wholeDiff(change: Change, terminal: Terminal): string {
  const lines = presentDiff(change, change.resolutions?.generated ?? [], true, terminal);
  return lines.length === 0 ? `\n${printable(change.path)}: nothing would change.\n\n` : `${lines.join('\n')}\n\n`;
}

function showRuns(runs: readonly Run[], terminal: Terminal): string[] {
  const ends = runs.flatMap(({ side }, index) => (side === 'marker' && runs[index + 1]?.side === 'around' ? [index + 1] : []));
  const end = ends[PLACES - 1] ?? runs.length;
  const places = runs.filter(({ side, lines }) => side === 'marker' && lines[0]?.startsWith('<') === true).length;
  const rest = places - PLACES;
  const shown = runs.slice(0, end + 1).flatMap((run, index) => showRun(run, index > 0, index < Math.min(end, runs.length - 1), terminal));
  const more = `… and ${rest} more ${rest === 1 ? 'place' : 'places'} in this file`;
  return rest > 0 ? [...shown, paint(terminal, 'dim', `  ${more}`)] : shown;
}

/** The lines of a run; of long ones the beginning, of those around a conflict what is near it. */
function showRun({ side, lines }: Run, hasBefore: boolean, hasAfter: boolean, terminal: Terminal): string[] {
  const show = (text: string): string[] =>
    chop(printable(text.replaceAll('\t', '    ')), terminal.columns - 2, ROWS).map((row) => paint(terminal, LINE_STYLES[side], `  ${row}`));
  const head = side === 'around' ? (hasBefore ? LINES_AROUND : 0) : LINES;
  const tail = side === 'around' && hasAfter ? LINES_AROUND : 0;
  const hidden = lines.length - head - tail;
  if (hidden <= 1) return lines.flatMap(show);
  const gap = side === 'around' ? '…' : `… ${hidden} more lines`;
  const shown = [...lines.slice(0, head).flatMap(show), paint(terminal, 'dim', `  ${gap}`)];
  return [...shown, ...lines.slice(lines.length - tail).flatMap(show)];
}

/** The text with markers in it. */
function markedText({ path, resolutions }: Change): string {
  const write: Write | undefined = resolutions?.markers.find((each) => each.path === path);
  return write?.after?.bytes.toString('utf8').replace(/\n$/, '') ?? '';
}

function runsOf(content: string): Run[] {
  const runs: { side: LineKind; lines: string[] }[] = [];
  let next: LineKind = 'around';
  for (const line of content.split('\n').map((text) => text.replace(/\r$/, ''))) {
    const after = kindAfter(line, next);
    const side = after === undefined ? next : 'marker';
    const last = runs.at(-1);
    if (last?.side === side && side !== 'marker') last.lines.push(line);
    else runs.push({ side, lines: [line] });
    next = after ?? next;
  }
  return runs;
}

/** The side of the lines after a marker; nothing where the line is none. */
function kindAfter(line: string, side: LineKind): LineKind | undefined {
  if (line === '<<<<<<< yours') return 'yours';
  if (line === '=======' && side === 'yours') return 'generated';
  return line === '>>>>>>> generated' ? 'around' : undefined;
}
