import { describe, expect, it } from 'vitest';
import { verifyValues } from '../../../../generators/pipeline/pack/library/values.js';

describe('what a packed pack says', () => {
  it('may be anything that people can be shown, and contents of files anything at all', () => {
    expect(() => verifyValues({ title: 'Two\nlines', list: [1, null, true, { content: '\u001b[2J' }] })).not.toThrow();
  });

  it('is refused where a terminal would act on it, with the place', () => {
    expect(() => verifyValues({ asks: [{ message: '\u001b[2J' }] })).toThrow(
      'The packed pack has a control character at "asks.0.message".',
    );
    expect(() => verifyValues({ course: { '\u001b': 1 } })).toThrow('at "course.?"');
  });

  it('is refused where it is more than anybody looks through, however it is nested', () => {
    const list = Array.from({ length: 300_000 }, () => 1);
    expect(() => verifyValues({ list })).toThrow('The packed pack says more than 200000 things.');
    let deep: unknown = 'end';
    for (let level = 0; level < 250_000; level += 1) deep = [deep];
    expect(() => verifyValues(deep)).toThrow('The packed pack says more than 200000 things.');
  });
});
