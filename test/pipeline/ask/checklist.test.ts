import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeTask,
  type Checklist,
  type ChecklistState,
  inView,
  type Key,
  makeChecklist,
  press,
  startState,
  tasksOn,
} from '../../../generators/pipeline/ask/checklist.js';
import { doneText, footText, headText, rowsOf, rowText } from '../../../generators/pipeline/ask/checklist_view.js';
import { fit, width } from '../../../generators/pipeline/terminal/columns.js';
import { PACK } from '../pack/fixture.js';

const LIST = makeChecklist(PACK);
const LOOK = { columns: 80, color: false };

function type(text: string): Key[] {
  return [...text].map((letter) => ({ name: letter, sequence: letter }));
}
const SPACE: Key = { name: 'space', sequence: ' ' };
const DOWN: Key = { name: 'down' };
const ESCAPE: Key = { name: 'escape', sequence: '\u001b' };
const ALL: Key = { name: 'a', ctrl: true, sequence: '\u0001' };

function play(keys: readonly Key[], list: Checklist = LIST, asked: readonly string[] = []): ChecklistState {
  return keys.reduce((state, key) => press(list, state, key), startState(list, asked));
}
function shown(keys: readonly Key[]): string[] {
  return inView(LIST, play(keys)).map(({ slug }) => slug);
}

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

  it('begins at the first task that can be changed', () => {
    expect(play([]).active).toBe('dockerfiles');
  });

  it('moves with the arrows, no further than its ends', () => {
    expect(play([DOWN]).active).toBe('docker-build');
    expect(play(Array<Key>(20).fill(DOWN)).active).toBe('service');
    expect(play([{ name: 'end' }, { name: 'up' }]).active).toBe('image-trigger');
    expect(play([{ name: 'pageup' }]).active).toBe('repository');
  });
});

describe('typing', () => {
  it.each([
    ['docker', ['dockerfiles', 'docker-build']],
    ['12', ['dockerfiles']],
    ['3', ['inference', 'image-trigger', 'service']],
    ['m22', ['inference']],
    ['api', ['inference']],
    ['FastAPI', ['inference']],
    ['deploy,extra', ['service']],
    ['week1', []],
    ['nothing like this', []],
  ])('"%s" filters', (text, slugs) => {
    expect(shown(type(text.replaceAll(' ', '')))).toEqual(slugs);
  });

  it('keeps the cursor on a task that is in view', () => {
    expect(activeTask(LIST, play(type('33')))?.slug).toBe('inference');
    expect(activeTask(LIST, play([...type('33'), ESCAPE]))?.slug).toBe('inference');
  });

  it('is taken back by backspace, and by escape as a whole', () => {
    expect(play([...type('31'), { name: 'backspace', sequence: '\b' }]).filter).toBe('3');
    expect(play([...type('31'), ESCAPE]).filter).toBe('');
  });

  it('takes no control keys for letters', () => {
    expect(
      play([
        { name: 'c', ctrl: true, sequence: '\u0003' },
        { name: 'tab', sequence: '\t' },
        { name: 'x', meta: true, sequence: '\u001bx' },
      ]).filter,
    ).toBe('');
  });
});

describe('space', () => {
  it('turns a task on with what it needs, and says so', () => {
    const state = play([...type('35'), SPACE]);
    expect(state.asked).toEqual(new Set(['service']));
    expect([...tasksOn(LIST, state)]).toEqual(['repository', 'training', 'dockerfiles', 'inference', 'image-trigger', 'service']);
    expect(state.note).toBe('also on, needed by 35: 12, 33, 31');
  });

  it('turns a task off with what cannot stay without it, and says so', () => {
    const state = play([...type('12'), SPACE], LIST, ['docker-build', 'service']);
    expect([...tasksOn(LIST, state)]).toEqual(['repository', 'training']);
    expect(state.note).toBe('also off, without 12: 13, 33, 31, 35');
  });

  it('leaves on what was asked for besides', () => {
    const state = play([...type('12'), SPACE], LIST, ['service', 'inference']);
    expect([...tasksOn(LIST, state)]).toEqual(['repository', 'training', 'inference']);
  });

  it('does not turn off what is always on, or in the project already', () => {
    const always = play([{ name: 'home' }, SPACE]);
    expect(always.note).toBe('1 is always on');
    const kept = makeChecklist(PACK, ['dockerfiles', 'docker-build'], ['docker-build']);
    expect(play([SPACE], kept, ['docker-build']).note).toBe('12 is in the project already');
  });

  it('twice is as before, and no key breaks a need', () => {
    const keys = fc.array(
      fc.constantFrom<Key>(SPACE, DOWN, ALL, ESCAPE, { name: 'up' }, { name: 'end' }, ...type('13md'), {
        name: 'backspace',
      }),
    );
    fc.assert(
      fc.property(keys, (pressed) => {
        const state = play(pressed);
        const on = tasksOn(LIST, state);
        for (const { slug, needs, always, stage } of PACK.tasks) {
          if (on.has(slug)) for (const need of needs) expect(on).toContain(need);
          if (always && stage !== undefined) expect(on).toContain(slug);
        }
        for (const slug of state.asked) expect(on).toContain(slug);
      }),
    );
    expect(tasksOn(LIST, play([...type('33'), SPACE, SPACE]))).toEqual(tasksOn(LIST, play([])));
  });
});

describe('ctrl-a', () => {
  it('turns on all in view, then off', () => {
    expect(play([...type('docker'), ALL]).asked).toEqual(new Set(['dockerfiles', 'docker-build']));
    expect(tasksOn(LIST, play([ALL])).size).toBe(7);
    expect(tasksOn(LIST, play([ALL, ALL])).size).toBe(2);
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
      expect(width(footText(play([...type('35'), SPACE]), false, { columns, color: false }).split('\n')[0] ?? '')).toBeLessThan(columns);
    }
  });

  it('counts columns, not characters', () => {
    expect(width('データ')).toBe(6);
    expect(width('é🦆')).toBe(3);
    expect(fit('データ', 5)).toBe('デー…');
    expect(fit('abc', 3)).toBe('abc');
  });

  it('says how many are on, what filters, and what a key did', () => {
    expect(headText('Which tasks?', LIST, play(type('api')), LOOK)).toBe('Which tasks? 2 of 7 on  filter: api');
    expect(footText(play([...type('35'), SPACE]), false, LOOK)).toContain('also on, needed by 35: 12, 33, 31');
    expect(footText(play([]), true, LOOK)).toContain('No task matches');
    expect(doneText(LIST, play([]))).toBe('2: 1 2');
    expect(doneText(LIST, play([ALL]))).toBe('all 7');
  });

  it('has colours only where they are wanted', () => {
    const row = rows[0];
    expect(row && rowText(row, false, { columns: 80, color: true })).toContain('\u001b[');
    expect(row && rowText(row, false, LOOK)).not.toContain('\u001b[');
  });
});
