import { repeated } from '../errors.js';
import { fit, fold, width } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { type AuditDocument, type AuditRow, doneOf, isSeen, type SeenRow } from './audit.js';

/** A name in the table is no longer; the others keep their room. */
const WIDEST_NAME = 32;
const WIDEST_BAR = 20;
/** A shorter bar says nothing. */
const SHORTEST_BAR = 6;
/** Below this, what a repository is held against goes. */
const NARROWEST = 56;
/** Below this, signs stand in the place of words. */
const NARROW = 70;
const DONE_WIDTH = '53 of 53'.length;
const WORDS = ['Broken', 'Missing', 'Yours'];
const SIGNS = ['!', '·', '?'];
/** So many tasks that most have open are named. */
const NAMED = 5;

/** How wide the parts of the table are. */
interface Layout {
  readonly name: number;
  readonly bar: number;
  readonly pack: number;
  /** How the figures at the end are headed. */
  readonly figures: readonly string[];
}

/** An audit for a person: a line for each repository, and what is open most often; with `full` each with what it misses. */
export function auditText(document: AuditDocument, { full }: { readonly full: boolean }, terminal: Terminal): string {
  const { repositories } = document;
  const layout = layoutOf(repositories, terminal);
  const seen = repositories.filter(isSeen).filter((row) => row.seen.length > 0);
  return [
    ...fold(summaryOf(document), terminal),
    '',
    paint(terminal, 'bold', headOf(layout)),
    ...repositories.flatMap((row) => [rowLine(row, layout, terminal), ...(full && isSeen(row) ? openLines(row, terminal) : [])]),
    ...(seen.length === 0 ? [] : ['', paint(terminal, 'bold', 'Also seen'), ...seen.flatMap((row) => seenLines(row, terminal))]),
    ...mostOpen(document, terminal),
    '',
  ].join('\n');
}

function layoutOf(rows: readonly AuditRow[], { interactive, columns }: Terminal): Layout {
  const widest = Math.max('Repository'.length, ...rows.map(({ name }) => width(repeated(name, WIDEST_NAME))));
  const pack = interactive && columns < NARROWEST ? 0 : Math.max('Pack'.length, ...rows.map((row) => packOf(row).length));
  if (!interactive) return { name: widest, bar: WIDEST_BAR, pack, figures: WORDS };
  const figures = columns < NARROW ? SIGNS : WORDS;
  const rest = columns - 2 - DONE_WIDTH - figures.length * (2 + figureWidth(figures)) - (pack === 0 ? 0 : pack + 2);
  const name = Math.min(widest, Math.max(10, rest));
  const bar = Math.min(WIDEST_BAR, rest - name - 2);
  return { name, pack, bar: bar < SHORTEST_BAR ? 0 : bar, figures };
}

function figureWidth(figures: readonly string[]): number {
  return Math.max('999'.length, ...figures.map(width));
}

function headOf({ name, bar, pack, figures }: Layout): string {
  const done = 'Done'.padEnd((bar === 0 ? 0 : bar + 2) + DONE_WIDTH);
  const heads = figures.map((head) => head.padStart(figureWidth(figures)));
  return cells(['Repository'.padEnd(name), ...(pack === 0 ? [] : ['Pack'.padEnd(pack)]), done, ...heads]);
}

function rowLine(row: AuditRow, layout: Layout, terminal: Terminal): string {
  const { name } = layout;
  const called = fit(repeated(row.name, WIDEST_NAME), name);
  const first = called + ' '.repeat(Math.max(0, name - width(called)));
  if (!isSeen(row)) {
    const line = cells([first, row.reason]);
    return paint(terminal, 'red', terminal.interactive ? fit(line, terminal.columns) : line);
  }
  return cells([first, ...figuresOf(row, layout, terminal)]);
}

function figuresOf(row: SeenRow, { bar, pack, figures }: Layout, terminal: Terminal): readonly string[] {
  const { done, of } = doneOf(row);
  const filled = of === 0 ? 0 : Math.floor((done * bar) / of);
  const drawn = paint(terminal, 'green', '█'.repeat(filled)) + paint(terminal, 'dim', '░'.repeat(bar - filled));
  const { broken, missing, yours } = row.counts;
  const [first = '', ...others] = [broken, missing, yours].map((count) => String(count).padStart(figureWidth(figures)));
  return [
    ...(pack === 0 ? [] : [paint(terminal, row.later === undefined ? undefined : 'yellow', packOf(row).padEnd(pack))]),
    ...(bar === 0 ? [] : [drawn]),
    `${done} of ${of}`.padStart(DONE_WIDTH),
    paint(terminal, broken > 0 ? 'red' : undefined, first),
    ...others,
  ];
}

function cells(parts: readonly string[]): string {
  return parts.join('  ').trimEnd();
}

/** The pack and its revision; with the revision that could be had, where there is a later one. */
function packOf(row: AuditRow): string {
  if (!isSeen(row)) return '';
  if (!row.isProject) return 'no project';
  return repeated(`${row.pack.id} r${row.pack.revision}${row.later === undefined ? '' : ` < r${row.later}`}`, WIDEST_NAME);
}

function openLines({ verdicts, broken }: SeenRow, terminal: Terminal): string[] {
  const missing = Object.entries(verdicts).flatMap(([slug, verdict]) => (verdict === 'missing' ? [slug] : []));
  return [
    ...Object.entries(broken).flatMap(([slug, why]) => fold(`broken: ${slug}${why === '' ? '' : `: ${why}`}`, terminal, 4)),
    ...(missing.length === 0 ? [] : fold(`missing: ${missing.join(', ')}`, terminal, 4)),
  ];
}

function seenLines({ name, seen }: SeenRow, terminal: Terminal): string[] {
  return seen.flatMap((sentence) => fold(`${repeated(name)}: ${sentence}.`, terminal, 2));
}

function summaryOf({ repositories }: AuditDocument): string {
  const seen = repositories.filter(isSeen);
  const unread = repositories.length - seen.length;
  const behind = seen.filter(({ later }) => later !== undefined).length;
  const strangers = seen.filter(({ isProject }) => !isProject);
  const parts = [
    `${repositories.length === 1 ? '1 repository' : `${repositories.length} repositories`}`,
    ...(unread === 0 ? [] : [`${unread} could not be looked at`]),
    ...(strangers.length === 0
      ? []
      : [`${strangers.length} not made by the generator, held against ${repeated(strangers[0]?.pack.title ?? '')}`]),
    ...(behind === 0 ? [] : [`${behind} with a later revision of the pack to be had (mlops upgrade)`]),
  ];
  return `${parts.join('; ')}.`;
}

function mostOpen({ tasks }: AuditDocument, terminal: Terminal): string[] {
  const open = tasks.map(({ slug, counts }) => ({ slug, count: counts.missing + counts.broken })).filter(({ count }) => count > 0);
  const most = open.toSorted((a, b) => b.count - a.count).slice(0, NAMED);
  if (most.length === 0) return [];
  return ['', ...fold(`Open most often: ${most.map(({ slug, count }) => `${slug} (${count})`).join(', ')}.`, terminal)];
}
