import { relative } from 'node:path';
import type { Outcome } from './change.js';
import type { Result } from './result.js';
import { paint, type Terminal } from './terminal.js';

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
    lines.push('', `${paint(terminal, 'yellow', 'Warning')}: ${fact}.`, `  Run: ${command}`);
  }
  if (!result.planned) lines.push(...presentNext(result, terminal));
  return `${lines.join('\n')}\n`;
}

function heading({ counts, planned, recorded, folder, pack }: Result, terminal: Terminal): string[] {
  const entries = Object.entries(counts).filter(([outcome]) => outcome !== 'unchanged');
  const place = relative(process.cwd(), folder) || 'here';
  if (entries.length === 0) {
    const where = place === 'here' ? place : `in ${place}`;
    return recorded ? [`No file to change ${where}; ${planned ? 'would record' : 'recorded'} what was asked for.`] : [`Nothing to change ${where}.`];
  }
  const said = entries.map(([outcome, number]) => `${number} ${LABELS[outcome as Outcome]}`).join(', ');
  const head = planned ? 'Would write' : 'Wrote';
  return [paint(terminal, 'bold', `${head} ${place}: ${said}`) + ` (${pack.title}).`];
}

function presentTasks({ tasks, turned }: Result): string[] {
  const needed = tasks.added.filter(({ because }) => because !== undefined);
  return [
    ...(turned === undefined ? [] : [`The command was: mlops ${turned}`]),
    ...(needed.length === 0 || turned !== undefined ? [] : ['Also on, because others need them:']),
    ...(turned === undefined ? needed.map(({ slug, because }) => `  ${slug} (needed by ${because ?? ''})`) : []),
    ...(tasks.removed.length === 0 ? [] : [`Off now: ${tasks.removed.join(', ')}`]),
  ];
}

function presentChanges({ changes, planned }: Result, terminal: Terminal): string[] {
  const fresh = changes.filter(({ outcome }) => outcome === 'new').length;
  const listed = planned || fresh <= LISTED_FILES ? changes : changes.filter(({ outcome }) => outcome !== 'new');
  const width = Math.max(0, ...listed.map(({ outcome }) => LABELS[outcome].length));
  return listed.flatMap(({ path, outcome, from, note }) => [
    `  ${paint(terminal, STYLES[outcome], LABELS[outcome].padEnd(width))}  ${from === undefined ? '' : `${from} → `}${path}`,
    ...(note === undefined ? [] : [`  ${' '.repeat(width)}  ${note}`]),
  ]);
}

function presentNext({ next, folder }: Result, terminal: Terminal): string[] {
  if (next.length === 0) return [];
  const place = relative(process.cwd(), folder);
  const steps = [...(place === '' ? [] : [{ command: `cd ${quote(place)}`, note: '' }]), ...next];
  const width = Math.max(...steps.map(({ command }) => command.length));
  return [
    '',
    paint(terminal, 'bold', 'Next'),
    ...steps.map(({ command, note }) => `  ${note === '' ? command : `${command.padEnd(width)}   ${paint(terminal, 'dim', note)}`}`),
  ];
}

/** A path as it can be pasted into a shell. */
function quote(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`;
}
