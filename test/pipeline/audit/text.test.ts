import { expect, test } from 'vitest';
import { auditText } from '../../../generators/pipeline/audit/text.js';
import { width } from '../../../generators/pipeline/terminal/columns.js';
import { terminal } from '../terminal_stub.js';
import { audited, looked } from './sample.js';

const DOCUMENT = audited({
  'group-1': looked({ a: 'met', b: 'missing', c: 'broken' }),
  'group-2': looked({ a: 'met', b: 'met', c: 'declared' }, { later: 6 }),
  foreign: looked({ a: 'missing', b: 'missing', c: 'yours' }, { isProject: false, seen: ['.yo-rc.json is damaged'] }),
  'gone\u202e\u001b[31m': { reason: 'There is no folder /groups/gone' },
});

test('a line for each repository, worst first, with what it is held against and what is done', () => {
  const lines = auditText(DOCUMENT, { full: false }, terminal({ columns: 100 })).split('\n');
  expect(lines[0]).toContain('4 repositories; 1 could not be looked at; 1 not made by the generator, held against January 2026;');
  const table = lines.slice(
    lines.findIndex((line) => line.startsWith('Repository')),
    lines.indexOf('Also seen') - 1,
  );
  expect(table.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
    'Repository  Pack  Done  Broken  Missing  Yours',
    'gone??[31m  There is no folder /groups/gone',
    `foreign  no project  ${'░'.repeat(20)}  0 of 3  0  2  1`,
    `group-1  2026 r5  ${'█'.repeat(6)}${'░'.repeat(14)}  1 of 3  1  1  0`,
    `group-2  2026 r5 < r6  ${'█'.repeat(20)}  3 of 3  0  0  0`,
  ]);
  expect(lines).toContain('  foreign: .yo-rc.json is damaged.');
  expect(lines).toContain('Open most often: b (2), a (1), c (1).');
});

test('with --full what each misses is named', () => {
  const text = auditText(DOCUMENT, { full: true }, terminal({ columns: 100 }));
  expect(text).toContain('    broken: c: c is empty\n    missing: b\n');
});

test.each([40, 50, 60, 80, 120])('it fits a terminal of %d columns', (columns) => {
  const text = auditText(DOCUMENT, { full: true }, terminal({ columns }));
  expect(text.split('\n').filter((line) => width(line) > columns)).toEqual([]);
  expect(text).toContain('group-2');
});

test('colours only where they are wanted', () => {
  expect(auditText(DOCUMENT, { full: true }, terminal({ color: true }))).toContain('\u001b[');
  expect(auditText(DOCUMENT, { full: true }, terminal())).not.toContain('\u001b[');
});
