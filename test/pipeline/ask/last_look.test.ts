import { describe, expect, it } from 'vitest';
import { askVerdict, askWhich, TASKS } from '../../../generators/pipeline/ask/last_look.js';
import { PACK } from '../pack/fixture.js';
import { Person } from './person.js';

describe('the last look', () => {
  it.each([
    ['yes', 'yes'],
    ['change', 'change'],
    ['command', 'command'],
    ['no', 'no'],
    [true, 'yes'],
    [false, 'no'],
  ])('takes %j for %s', async (proceed, verdict) => {
    expect(await askVerdict(await new Person({ proceed }).asker()())).toBe(verdict);
  });

  it('is a yes by itself', async () => {
    expect(await askVerdict(await new Person().asker()())).toBe('yes');
  });

  it('names each answer with what it is now, cut to the terminal', async () => {
    const person = new Person({ change: TASKS });
    const answers = { values: { name: 'Birds '.repeat(20), authors: ['Ada', 'Bo'] }, asked: ['repository'] };
    const questions = PACK.asks.filter(({ name }) => name in answers.values);
    expect(await askWhich(questions, answers, true, 30, await person.asker()())).toBe(TASKS);
    expect(person.heard[0]?.choices).toEqual([
      { value: TASKS, name: 'tasks: 1 chosen' },
      { value: 'name', name: 'name: Birds Birds Birds B…' },
      { value: 'authors', name: 'author: Ada, Bo' },
    ]);
  });

  it('says how many answers there are where not all of them are shown, the tasks first', async () => {
    const questions = Array.from({ length: 13 }, (_, index) => ({
      name: `q${index}`,
      flag: `q${index}`,
      type: 'text' as const,
      message: 'Q?',
    }));
    const person = new Person({ change: TASKS });
    await askWhich(questions, { values: {}, asked: [] }, true, 80, await person.asker()());
    expect(person.heard[0]?.message).toBe('Which answer? (14, more below)');
    expect(person.heard[0]?.choices?.[0]).toMatchObject({ value: TASKS });
  });
});
