import { expect, test } from 'vitest';
import { auditCsv } from '../../../generators/pipeline/audit/csv.js';
import { audited, looked } from './sample.js';

/** Reads a table as RFC 4180 has it. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('a line for each repository and a column for each task, nothing where a pack does not have it', () => {
  const [head = [], ...rows] = parse(
    auditCsv(
      audited({
        gone: { reason: 'It is not there' },
        old: looked({ dropped: 'missing' }, { pack: { id: '2025', title: 'Old', revision: 4 }, later: 5 }),
        new: looked({ added: 'met' }),
      }),
    ),
  );
  const cell = (row: number, column: string): string | undefined => rows[row]?.[head.indexOf(column)];
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  expect(['name', 'reason', 'pack', 'added'].map((column) => cell(0, column))).toEqual(['gone', 'It is not there', '', '']);
  expect(['name', 'pack', 'revision', 'later_revision', 'added', 'dropped'].map((column) => cell(1, column))).toEqual([
    'old',
    '2025',
    '4',
    '5',
    '',
    'missing',
  ]);
  expect(['done', 'tasks', 'project', 'branch', 'added', 'dropped'].map((column) => cell(2, column))).toEqual([
    '1',
    '1',
    'yes',
    'main',
    'met',
    '',
  ]);
});

test('names with commas, quotes and line ends stay in their cell, and what a terminal or a reader would obey is seen', () => {
  const rows = parse(auditCsv(audited({ 'a, "b"\nc\u202ed': looked({ x: 'met' }) })));
  expect([rows.length, rows[1]?.[0]]).toEqual([2, 'a, "b"\nc\\u202ed']);
});

test.each(['=cmd|calc', '+1', '-1', '@SUM(A1)', '\tx'])('%j is no formula', (name) => {
  expect(parse(auditCsv(audited({ [name]: looked({ x: 'met' }) })))[1]?.[0]).toBe(`'${name}`);
});
