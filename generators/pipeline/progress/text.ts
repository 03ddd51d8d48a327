import { fit, fold, printable, width } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { asideLines } from './aside_text.js';
import { courseLines } from './course_text.js';
import type { CheckDocument } from './document.js';
import { findingLines } from './finding_text.js';
import { saidIn } from './own_words.js';
import type { Verdict } from './task_row.js';

type Row = CheckDocument['tasks'][number];
type Style = Parameters<typeof paint>[1];

/** How each verdict is shown: its mark, and its colour. */
const MARKS: Readonly<Record<Verdict, readonly [mark: string, style: Style]>> = {
  met: ['✓', 'green'],
  declared: ['✓', 'cyan'],
  yours: ['?', 'yellow'],
  broken: ['!', 'red'],
  missing: ['·', 'dim'],
};
const BAR = 20;
/** `  ██  18 of 20`: what stands beside a bar, with its blanks. */
const WIDEST_COUNT = 12;

/** How far a repository is, for a person: a line for each part of the checklist, and what is broken; with `full` each task. */
export function checkText(document: CheckDocument, { full }: { readonly full: boolean }, terminal: Terminal): string {
  const { pack, counts, tasks, findings } = document;
  const groups = [...new Set(tasks.map(({ group }) => group))];
  const label = Math.max(0, ...groups.map(width));
  const lines = groups.flatMap((group) => {
    const own = tasks.filter((task) => task.group === group);
    return [groupLine(group, own, label, terminal), ...(full ? own.flatMap((task) => taskLines(task, full, terminal)) : [])];
  });
  const open = full ? [] : tasks.filter(({ verdict }) => verdict === 'broken').flatMap((task) => taskLines(task, full, terminal));
  return [
    ...fold(`${printable(pack.title)}, revision ${pack.revision}`, terminal).map((line) => paint(terminal, 'bold', line)),
    '',
    ...lines,
    '',
    ...fold(summaryOf(counts), terminal),
    ...(open.length === 0 ? [] : ['', paint(terminal, 'bold', 'Broken'), ...open]),
    ...(findings.length === 0
      ? []
      : ['', paint(terminal, 'bold', 'Also seen'), ...findings.flatMap((each) => findingLines(each, full, terminal))]),
    ...asideLines(document, full, terminal),
    ...courseLines(document, full, terminal),
    ...nextLines(document, full, terminal),
    '',
  ].join('\n');
}

function groupLine(group: string, tasks: readonly Row[], label: number, terminal: Terminal): string {
  const done = tasks.filter(({ verdict }) => verdict === 'met' || verdict === 'declared').length;
  const count = `${done} of ${tasks.length}`;
  const room = terminal.interactive ? Math.min(BAR, terminal.columns - label - WIDEST_COUNT) : BAR;
  if (room <= 0) return `${group.padEnd(label)}  ${count}`;
  const filled = Math.floor((done * room) / Math.max(1, tasks.length));
  const bar = paint(terminal, 'green', '█'.repeat(filled)) + paint(terminal, 'dim', '░'.repeat(room - filled));
  return `${group.padEnd(label)}  ${bar}  ${count}`;
}

function summaryOf(counts: CheckDocument['counts']): string {
  const said: Readonly<Record<Verdict, string>> = {
    met: 'met',
    declared: 'declared by you',
    yours: 'yours to confirm',
    broken: 'broken',
    missing: 'missing',
  };
  const parts = Object.entries(said).map(([verdict, words]) => [countOf(counts, verdict), words] as const);
  return `${parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ')}.`;
}

function countOf(counts: Readonly<Record<string, number>>, verdict: string): number {
  return counts[verdict] ?? 0;
}

function taskLines(task: Row, full: boolean, terminal: Terminal): string[] {
  const [mark, style] = MARKS[task.verdict];
  const name = `${task.id === undefined ? '' : `${task.id} `}${task.slug}`;
  const shown = task.evidence[0];
  const place = shown?.path === undefined ? (shown?.what ?? '') : shown.path + (shown.line === undefined ? '' : `:${shown.line}`);
  const said = task.declared === undefined ? (task.question ?? '') : saidIn(task.declared);
  const about = task.verdict === 'met' ? place : task.verdict === 'missing' ? (task.command ?? '') : said;
  const line = `  ${mark} ${name}${about === '' ? '' : `  ${printable(about)}`}`;
  const head = terminal.interactive ? fit(line, terminal.columns) : line;
  const details = tellingFindings(task).flatMap((each) => findingLines(each, full, terminal, 4));
  return [paint(terminal, style, head), ...details];
}

/** What says more than that a task is broken or missing: of one that nobody has begun, nothing. */
function tellingFindings({ verdict, command, evidence, findings }: Row): Row['findings'] {
  if (verdict === 'broken') return findings;
  if (verdict !== 'missing') return [];
  return command === undefined || evidence.length > 0 ? findings : findings.filter(({ path }) => path !== undefined);
}

function nextLines({ tasks }: CheckDocument, full: boolean, terminal: Terminal): string[] {
  const missing = tasks.filter(({ verdict }) => verdict === 'missing');
  if (missing.length === 0 || full) return [];
  const first = missing.find(({ command }) => command !== undefined);
  const rest = missing.length === 1 ? '' : `, and ${missing.length - 1} more`;
  const next = first === undefined ? 'What is missing, and why' : `Next: ${first.command} (${first.wording})${rest}. All tasks`;
  return ['', ...fold(`${next}: mlops check --full`, terminal)];
}
