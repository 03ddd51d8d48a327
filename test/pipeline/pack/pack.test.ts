import { describe, expect, it } from 'vitest';
import { ALWAYS_ASKED, isListType, questionsOf, taskName } from '../../../generators/pipeline/pack/pack.js';
import { question } from '../../../generators/pipeline/pack/question_fields.js';
import { fits } from '../../../generators/pipeline/pack/shape.js';
import { PACK, stage, task } from './fixture.js';

describe('a pack', () => {
  it('asks its own questions first, then those of its stages, in their order', () => {
    expect(questionsOf(PACK).map(({ name }) => name)).toEqual([...PACK.asks.map(({ name }) => name), 'port', 'region', 'project_id']);
    expect(questionsOf({ ...PACK, asks: [], stages: [stage('a')] })).toEqual([]);
  });

  it('is asked for a name and a package in the form of any other question', () => {
    expect(ALWAYS_ASKED.filter((asked) => !fits(asked, question))).toEqual([]);
    expect(ALWAYS_ASKED.map(({ flag }) => flag)).toEqual(['name', 'package']);
  });

  it.each([
    ['a task with a number', task('docker', { id: 10 }), 'docker (10)'],
    ['the task with the number nought', task('start', { id: 0 }), 'start (0)'],
    ['a task without one', task('docker'), 'docker'],
  ])('has %s, which a sentence names so', (_, given, name) => {
    expect(taskName(given)).toBe(name);
  });

  it('takes a list as the answer to two types of questions', () => {
    const types = ['title', 'text', 'texts', 'package', 'token', 'tokens', 'choice', 'email', 'url'] as const;
    expect(types.filter(isListType)).toEqual(['texts', 'tokens']);
  });
});
