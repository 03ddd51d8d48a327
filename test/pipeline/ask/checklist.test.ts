import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeTask, inView, type Key, makeChecklist, tasksOn } from '../../../generators/pipeline/ask/checklist.js';
import { PACK } from '../pack/fixture.js';
import { ALL, DOWN, ESCAPE, LIST, play, SPACE, TAB, type } from './keys.js';

function shown(keys: readonly Key[]): string[] {
  return inView(LIST, play(keys)).map(({ slug }) => slug);
}

describe('the list', () => {
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
    ['docker build', ['docker-build']],
    ['m22 fastapi', ['inference']],
    ['week1', []],
    ['nothing like this', []],
  ])('"%s" filters', (text, slugs) => {
    expect(shown(type(text))).toEqual(slugs);
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
        { name: 'x', meta: true, sequence: '\u001bx' },
      ]).filter,
    ).toBe('');
  });
});

describe('a space', () => {
  it('turns a task on and off where nothing is typed', () => {
    expect(play([SPACE]).asked).toEqual(new Set(['dockerfiles']));
    expect(play([SPACE, SPACE]).asked).toEqual(new Set());
  });

  it('belongs to a filter that has begun, and turns nothing on unseen', () => {
    const state = play(type('docker build'));
    expect(state.filter).toBe('docker build');
    expect(state.asked).toEqual(new Set());
    expect(play([...type('docker build'), TAB]).asked).toEqual(new Set(['docker-build']));
    expect(play([...type('docker'), ESCAPE, SPACE]).asked).toEqual(new Set(['dockerfiles']));
  });
});

describe('tab', () => {
  it('turns a task on with what it needs, and says so', () => {
    const state = play([...type('35'), TAB]);
    expect(state.asked).toEqual(new Set(['service']));
    expect([...tasksOn(LIST, state)]).toEqual(['repository', 'training', 'dockerfiles', 'inference', 'image-trigger', 'service']);
    expect(state.note).toBe('also on, needed by 35: 12, 33, 31');
  });

  it('turns a task off with what cannot stay without it, and says so', () => {
    const state = play([...type('12'), TAB], LIST, ['docker-build', 'service']);
    expect([...tasksOn(LIST, state)]).toEqual(['repository', 'training']);
    expect(state.note).toBe('also off, without 12: 13, 33, 31, 35');
  });

  it('leaves on what was asked for besides', () => {
    const state = play([...type('12'), TAB], LIST, ['service', 'inference']);
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
      fc.constantFrom<Key>(SPACE, TAB, DOWN, ALL, ESCAPE, { name: 'up' }, { name: 'end' }, ...type('13md'), {
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
    expect(tasksOn(LIST, play([...type('33'), TAB, TAB]))).toEqual(tasksOn(LIST, play([])));
  });
});

describe('ctrl-a', () => {
  it('turns on all in view, then off', () => {
    expect(play([...type('docker'), ALL]).asked).toEqual(new Set(['dockerfiles', 'docker-build']));
    expect(tasksOn(LIST, play([ALL])).size).toBe(7);
    expect(tasksOn(LIST, play([ALL, ALL])).size).toBe(2);
  });
});
