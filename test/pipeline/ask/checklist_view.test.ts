import { describe, expect, it } from 'vitest';
import { startState } from '../../../generators/pipeline/ask/checklist.js';
import { activeRow, doneText, footRows, footText, headText, rowsOf, rowText } from '../../../generators/pipeline/ask/checklist_view.js';
import { width } from '../../../generators/pipeline/terminal/columns.js';
import { ALL, DOWN, LIST, play, TAB, type } from './keys.js';

const LOOK = { columns: 80, color: false };

describe('the list', () => {
  it('shows the tasks that the pack offers, under the titles of their weeks', () => {
    const rows = rowsOf(LIST, startState(LIST, []));
    expect(rows.map((row) => (row.kind === 'heading' ? `# ${row.title}` : row.task.slug))).toEqual([
      '# Week 1',
      'repository',
      'training',
      'dockerfiles',
      'docker-build',
      '# Week 2',
      'inference',
      'image-trigger',
      '# Extra',
      'service',
    ]);
  });

  it('has the cursor at the row of the task, below the titles', () => {
    expect(activeRow(LIST, play([]), rowsOf(LIST, play([])))).toBe(3);
    expect(activeRow(LIST, play([DOWN, DOWN]), rowsOf(LIST, play([])))).toBe(6);
  });
});

describe('what is drawn', () => {
  const rows = rowsOf(LIST, play([]));

  it('is one line for each task: number, wording, module, stage', () => {
    const inference = rows.find((row) => row.kind === 'task' && row.task.id === 33);
    expect(inference && rowText(inference, true, LOOK)).toBe('> [ ] 33 Create a FastAPI application (M22) · api');
    expect(rows[1] && rowText(rows[1], false, LOOK)).toBe('  [x]  1 Do repository (M5) · project, stays on');
  });

  it('fits into any terminal, down to a narrow one', () => {
    for (const columns of [12, 20, 40, 80]) {
      for (const row of rows) expect(width(rowText(row, true, { columns, color: false }))).toBeLessThan(columns);
      const foot = footText(LIST, play([...type('35'), TAB]), { columns, color: false }).split('\n');
      for (const line of foot) expect(width(line)).toBeLessThan(columns);
      expect(foot.length).toBeLessThanOrEqual(footRows(LIST, play(type('35')), columns));
    }
  });

  it('says how many are on, what filters, and what a key did', () => {
    expect(headText('Which tasks?', LIST, play(type('api')), LOOK)).toBe('Which tasks? 2 of 7 on  filter: api');
    expect(footText(LIST, play([...type('35'), TAB]), LOOK)).toContain('also on, needed by 35: 12, 33, 31');
    expect(footText(LIST, play(type('nothing')), LOOK)).toContain('No task matches');
    expect(doneText(LIST, play([]))).toBe('2: 1 2');
    expect(doneText(LIST, play([ALL]))).toBe('all 7');
  });

  it('shows the task under the cursor as a whole, whatever is cut in the list', () => {
    const look = { columns: 30, color: false };
    const inference = rows.find((row) => row.kind === 'task' && row.task.id === 33);
    expect(inference && rowText(inference, true, look)).toContain('…');
    const foot = footText(LIST, play(type('33')), look).split('\n');
    expect(foot.slice(0, 2)).toEqual(['  33 Create a FastAPI', '  application (M22)']);
  });

  it('names the keys that do something now', () => {
    expect(footText(LIST, play([]), LOOK)).toMatch(/space or tab on\/off · type to filter · ctrl-a all · enter done$/);
    expect(footText(LIST, play(type('api')), LOOK)).toMatch(/tab on\/off · esc clears the filter · ctrl-a all shown · enter done$/);
  });

  it('has colours only where they are wanted', () => {
    const row = rows[0];
    expect(row && rowText(row, false, { columns: 80, color: true })).toContain('\u001b[');
    expect(row && rowText(row, false, LOOK)).not.toContain('\u001b[');
  });
});
