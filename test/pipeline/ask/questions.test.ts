import { describe, expect, it } from 'vitest';
import { askHowFar, askQuestion, askYear } from '../../../generators/pipeline/ask/questions.js';
import { PACK, question } from '../pack/fixture.js';
import { Person } from './person.js';

describe('a question', () => {
  it('shows a list as one text with commas, and reads it like that', async () => {
    const person = new Person({ authors: 'Ada, , Linus' });
    const answer = await askQuestion(question('authors', { type: 'texts' }), PACK, ['Ada', 'Grace'], await person.asker()());
    expect(answer).toEqual(['Ada', 'Linus']);
    expect(person.heard[0]).toMatchObject({ message: 'Your authors (separated by commas)', default: 'Ada, Grace' });
  });

  it('with choices shows what they are called, and gives what they are', async () => {
    const person = new Person({ manager: 'pip' });
    const choices = [{ value: 'pip', label: 'pip and requirements files' }];
    expect(await askQuestion(question('manager', { type: 'choice', choices }), PACK, 'pip', await person.asker()())).toBe('pip');
    expect(person.heard[0]?.choices).toEqual([{ value: 'pip', name: 'pip and requirements files' }]);
  });

  it('says of a choice what it means, and takes several where several are asked for', async () => {
    const person = new Person({ parts: [['b', 'a']] });
    const choices = [
      { value: 'a', label: 'A', help: 'the first' },
      { value: 'b', label: 'B' },
    ];
    const answer = await askQuestion(question('parts', { type: 'choices', choices }), PACK, ['b'], await person.asker()());
    expect(answer).toEqual(['a', 'b']);
    expect(person.heard[0]).toMatchObject({
      type: 'checkbox',
      choices: [
        { value: 'a', name: 'A', description: 'the first', checked: false },
        { value: 'b', name: 'B', checked: true },
      ],
    });
  });
});

describe('how far to go', () => {
  it('is a preset with its number of tasks, each that differs, or task by task', async () => {
    const person = new Person({ preset: 'everything' });
    await askHowFar({ ...PACK, presets: { week1: ['week1'], again: ['week1'] } }, undefined, await person.asker()());
    expect(person.heard[0]?.choices).toEqual([
      { value: 'minimal', name: 'Only what every project has (2 tasks)' },
      { value: 'week1', name: 'Up to Week 1 (4 tasks)' },
      { value: 'everything', name: 'Everything (7 tasks)' },
      { value: 'pick', name: 'Choose task by task' },
    ]);
    expect(person.heard[0]?.default).toBe('everything');
  });
});

describe('the course year', () => {
  it('is called by its title, and the current one is suggested', async () => {
    const person = new Person();
    const years = ['2026', '2025'].map((id) => ({ id, title: `The course of ${id}` }));
    expect(await askYear(years, '2025', await person.asker()())).toBe('2025');
    expect(person.heard[0]?.choices?.[0]).toEqual({ value: '2026', name: 'The course of 2026' });
  });
});
