import { count } from '../finding/parts.js';
import { fold, printable } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import type { CheckDocument } from './document.js';
import { findingLines } from './finding_text.js';

type Report = NonNullable<CheckDocument['report']>;
type Row = Report['questions'][number];
type Asked = Row['asked']['words'];

/** The report, and what the course measures: a line each; with `full` each question, each finding and each value. */
export function courseLines({ report, measures, tasks }: CheckDocument, full: boolean, terminal: Terminal): string[] {
  return [
    ...(report === undefined
      ? []
      : ['', ...fold(printable(`Report: ${summaryOf(report)}`), terminal), ...urgentLines(report, full, terminal)]),
    ...(report === undefined || !full
      ? []
      : [...report.questions.map((row) => questionLine(row)), ...reportDetails(report, tasks, terminal)]),
    ...(measures === undefined || !full ? [] : measureLines(measures, terminal)),
  ];
}

function summaryOf({ path, isRead, warnings, questions, findings }: Report): string {
  if (isRead === undefined) return `${findings[0]?.sentence ?? `There is no file ${path}`}.`;
  const within = `${questions.filter((row) => row.isWithin).length} of ${questions.length} answers within bounds`;
  return `${within}, the course's checker ${isRead ? `warns ${warnings === 1 ? 'once' : `${warnings} times`}` : 'cannot read it'}.`;
}

/** What keeps the course from reading the report is said without being asked for. */
function urgentLines({ isRead, findings }: Report, full: boolean, terminal: Terminal): string[] {
  if (full || isRead === undefined) return [];
  const urgent = findings.filter(({ code, severity }) => severity === 'error' || code === 'report-of-another');
  return urgent.slice(0, 4).flatMap((each) => findingLines(each, full, terminal));
}

function questionLine({ question, words, images, asked, isWithin, isAnswered }: Row): string {
  const counted = (found: number, what: string, bounds: Asked): string =>
    `${isAnswered ? count(String(found), what) : `${what}s`}${rangeOf(bounds, isAnswered)}`;
  const counts = [
    ...(asked.words === undefined && (asked.images !== undefined || !isAnswered) ? [] : [counted(words, 'word', asked.words)]),
    ...(asked.images === undefined ? [] : [counted(images, 'image', asked.images)]),
  ];
  return `  ${isWithin ? '✓' : isAnswered ? '!' : '·'} question ${question}  ${[...(isAnswered ? [] : ['no answer yet']), ...counts].join(', ')}`;
}

function rangeOf(bounds: Asked, isAnswered: boolean): string {
  if (bounds === undefined) return '';
  const [least, most] = bounds;
  return `${isAnswered ? ' of' : ':'} ${least === most ? String(least) : `${least} to ${most}`}`;
}

function reportDetails({ findings, drafts = [], boxes, isRead }: Report, tasks: CheckDocument['tasks'], terminal: Terminal): string[] {
  if (isRead === undefined) return [];
  // An answer that is not there yet has said so in its own line.
  const others = findings.filter(({ code }) => code !== 'answer-empty');
  const ofBoxes = tasks.flatMap((task) => task.findings.filter(({ code }) => code === 'box-unproven'));
  const unticked = tasks.filter((task) => task.findings.some(({ code }) => code === 'box-unticked')).length;
  const ticked = boxes.filter(({ isTicked }) => isTicked).length;
  return [
    ...[...others, ...ofBoxes].flatMap((each) => findingLines(each, true, terminal)),
    ...fold(
      `${ticked} of ${boxes.length} boxes are ticked, ${count(String(unticked), 'task')} ${unticked === 1 ? 'is' : 'are'} met and not ticked.`,
      terminal,
      2,
    ),
    ...(drafts.length === 0 ? [] : ['  Drafts for answers, to paste and to put into your own words:']),
    ...drafts.flatMap(({ question, lines }) => lines.flatMap((line) => fold(printable(`question ${question}: ${line}`), terminal, 4))),
  ];
}

function measureLines({ values, findings, of }: NonNullable<CheckDocument['measures']>, terminal: Terminal): string[] {
  const whose = of === 'tracked' ? 'the files that git tracks' : 'all files, because git tracks none';
  return [
    '',
    paint(terminal, 'bold', `What the course measures (${whose})`),
    ...values.map(({ name, value }) => printable(`  ${name}  ${value === undefined ? 'nothing' : String(value)}`)),
    ...findings.flatMap((each) => findingLines(each, true, terminal)),
  ];
}
