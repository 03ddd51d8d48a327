import { relative } from 'node:path';
import type { Outcome } from '../change.js';
import type { Result } from '../documents.js';
import { shellPath } from '../shell.js';
import { fold } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';

const LABELS: Readonly<Record<Outcome, string>> = {
  new: 'new',
  updated: 'updated',
  merged: 'merged',
  moved: 'moved',
  conflict: 'in conflict',
  kept: 'kept as yours',
  removed: 'removed',
  unchanged: 'unchanged',
};

const STYLES: Readonly<Record<Outcome, Parameters<typeof paint>[1]>> = {
  new: 'green',
  updated: 'green',
  merged: 'cyan',
  moved: 'cyan',
  conflict: 'red',
  kept: 'yellow',
  removed: 'yellow',
  unchanged: 'dim',
};

/** A list of new files longer than this is told as a number. */
const LISTED_FILES = 20;

/** What a person reads after a run. */
export function presentResult(result: Result, terminal: Terminal): string {
  const lines = [...heading(result, terminal), ...presentTasks(result), ...presentChanges(result, terminal)];
  for (const { fact, command } of result.warnings) {
    lines.push(
      '',
      ...fold(`${paint(terminal, 'yellow', 'Warning')}: ${fact}.`, terminal),
      ...(command === undefined ? [] : [`  Run: ${command}`]),
    );
  }
  if (!result.planned) lines.push(...presentDecisions(result, terminal), ...presentNext(result, terminal));
  return `${lines.join('\n')}\n`;
}

function heading({ counts, planned, recorded, folder, pack }: Result, terminal: Terminal): string[] {
  const entries = Object.entries(counts).filter(([outcome]) => outcome !== 'unchanged');
  const place = relative(process.cwd(), folder) || 'here';
  if (entries.length === 0) {
    const where = place === 'here' ? place : `in ${place}`;
    return recorded
      ? [`No file to change ${where}; ${planned ? 'would record' : 'recorded'} your choices.`]
      : [`Nothing to change ${where}.`];
  }
  const said = entries.map(([outcome, number]) => `${number} ${LABELS[outcome as Outcome]}`).join(', ');
  const head = planned ? 'Would write' : 'Wrote';
  return fold(`${head} ${place}: ${said} (${pack.title}).`, terminal).map((line) => paint(terminal, 'bold', line));
}

function presentTasks({ tasks, turned, completes }: Result): string[] {
  const needed = turned === undefined ? tasks.added.filter(({ because }) => because !== undefined) : [];
  return [
    ...(completes ? ['Branches were merged since the last command: what only their combination brings is written too.'] : []),
    ...(turned === undefined ? [] : [`The command was: mlops ${turned}`]),
    ...(needed.length === 0 ? [] : ['Also turned on, because other tasks need them:']),
    ...needed.map(({ slug, because }) => `  ${slug} (needed by ${because ?? ''})`),
    ...(tasks.leftOut === undefined ? [] : ['Left out, because something that they need is off:']),
    ...(tasks.leftOut ?? []).map(({ slug, id, needs }) => `  ${slug} needs ${needs.join(' and ')}: mlops add ${id ?? slug}`),
    ...(tasks.removed.length === 0 ? [] : [`Turned off: ${tasks.removed.join(', ')}`]),
  ];
}

function presentChanges({ changes, planned }: Result, terminal: Terminal): string[] {
  const fresh = changes.filter(({ outcome }) => outcome === 'new').length;
  const listed =
    planned || fresh <= LISTED_FILES ? changes : changes.filter(({ outcome, note }) => outcome !== 'new' || note !== undefined);
  const width = Math.max(0, ...listed.map(({ outcome }) => LABELS[outcome].length));
  return listed.flatMap(({ path, outcome, from, note }) => [
    `  ${paint(terminal, STYLES[outcome], LABELS[outcome].padEnd(width))}  ${from === undefined ? '' : `${from} → `}${path}`,
    ...furtherNote(note, from).flatMap((words) => fold(words, terminal, width + 4)),
  ]);
}

/** What a note says besides that a file moved, which stands above it already. */
function furtherNote(note = '', from: string | undefined): string[] {
  const words = note.replace(`Moved from ${from ?? ''}.`, '').trim();
  return words === '' ? [] : [words];
}

/** What is left to a person where something is in conflict. */
function presentDecisions({ counts }: Result, terminal: Terminal): string[] {
  if (counts.conflict === undefined) return [];
  const words = 'Now resolve each conflict: keep what is right, and remove the other version and the lines with <<<<<<<, =======';
  return ['', ...fold(`${words} and >>>>>>>, or the .generated file beside yours.`, terminal)];
}

function presentNext({ next, folder }: Result, terminal: Terminal): string[] {
  if (next.length === 0) return [];
  const place = relative(process.cwd(), folder);
  const steps = [...(place === '' ? [] : [{ command: `cd ${shellPath(place)}`, note: '' }]), ...next];
  const width = Math.max(...steps.map(({ command }) => command.length));
  const fits = !terminal.interactive || steps.every(({ note }) => width + 5 + note.length <= terminal.columns);
  const told = steps.flatMap(({ command, note }) => {
    if (note === '') return [`  ${command}`];
    if (fits) return [`  ${command.padEnd(width)}   ${paint(terminal, 'dim', note)}`];
    return [`  ${command}`, ...fold(note, terminal, 6).map((line) => paint(terminal, 'dim', line))];
  });
  return ['', paint(terminal, 'bold', 'Next'), ...told];
}
