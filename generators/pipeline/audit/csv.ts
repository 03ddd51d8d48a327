import { printable } from '../terminal/columns.js';
import { type AuditDocument, type AuditRow, isSeen } from './audit.js';
import { FACTS, factOf } from './facts.js';

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** An audit as a table for spreadsheets (RFC 4180): a line for each repository, a column for each task. */
export function auditCsv({ repositories, tasks }: AuditDocument): string {
  const head = ['name', 'folder', 'reason', ...FACTS.map(({ key }) => key), ...tasks.map(({ slug }) => slug)];
  const lines = repositories.map((row) => [
    row.name,
    row.folder,
    isSeen(row) ? '' : row.reason,
    ...FACTS.map((fact) => factOf(fact, row)),
    ...tasks.map(({ slug }) => verdictOf(row, slug)),
  ]);
  return [head, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

function verdictOf(row: AuditRow, slug: string): string {
  return isSeen(row) ? (row.verdicts[slug] ?? '') : '';
}

/** A text as a cell: in quotes where it needs them, after an apostrophe where a spreadsheet would calculate it. */
function csvCell(value: string | number): string {
  const text = printable(String(value));
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
