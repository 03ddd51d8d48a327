import { expect, test } from 'vitest';
import { groupCells, headCells, rowOf, shareCells } from '../../../generators/pipeline/audit/page_table.js';
import { audited, looked } from './sample.js';

const DOCUMENT = audited({
  one: looked({ a: 'met', b: 'missing' }, { later: 6 }),
  old: looked({ a: 'met', c: 'broken' }, { pack: { id: '2025', title: 'Old', revision: 5 }, isProject: false }),
  gone: { reason: 'It is not there' },
});

/** How many columns a row of cells takes. */
function columns(cells: string): number {
  const spans = [...cells.matchAll(/<t[hd]([^>]*)>/g)].map(([, attributes = '']) => Number(/colspan="(\d+)"/.exec(attributes)?.[1] ?? 1));
  return spans.reduce((sum, span) => sum + span, 0);
}

test('all rows have the same number of columns', () => {
  const { tasks, repositories } = DOCUMENT;
  const rows = [groupCells(tasks), headCells(tasks), shareCells(DOCUMENT), ...repositories.map((row) => rowOf(row, tasks))];
  expect(new Set(rows.map(columns)).size).toBe(1);
});

test('a cell has the word of its verdict, and none where the pack of a repository does not have the task', () => {
  const rows = DOCUMENT.repositories.map((row) => rowOf(row, DOCUMENT.tasks));
  const verdicts = rows.map((row) => [...row.matchAll(/<td class="v task (\w+)[^"]*"[^>]*>(\w*)</g)].map(([, name, word]) => [name, word]));
  expect(verdicts).toEqual([
    [],
    [
      ['met', 'met'],
      ['none', ''],
      ['broken', 'broken'],
    ],
    [
      ['met', 'met'],
      ['missing', 'missing'],
      ['none', ''],
    ],
  ]);
});

test('it says why something is broken, which project could have a later revision, and what is no project', () => {
  const page = DOCUMENT.repositories.map((row) => rowOf(row, DOCUMENT.tasks)).join('');
  expect(page).toContain('title="Revision 6 of its pack is to be had: mlops upgrade">2026 r5 &lt; r6<');
  expect(page).toContain('title="c is empty.">broken<');
  expect(page).toContain('title="Held against Old">no project<');
});

test('above each task stands how many of those that have it have done it', () => {
  expect([...shareCells(DOCUMENT).matchAll(/title="(\d of \d)">(\d+)/g)].map(([, of, share]) => `${of}: ${share}`)).toEqual([
    '2 of 2: 100',
    '0 of 1: 0',
    '0 of 1: 0',
  ]);
});
