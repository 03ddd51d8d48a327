import { describe, expect, it } from 'vitest';
import { completeAnswers } from '../../../generators/pipeline/answers/answers.js';
import { answersAsOptions } from '../../../generators/pipeline/answers/command_line.js';
import { PACK } from '../pack/fixture.js';

describe('answers as options', () => {
  const answers = completeAnswers(PACK, ['dockerfiles', 'docker-build'], { flags: { name: 'Our birds', manager: 'pip' }, folder: 'x' });

  it('are those that a question does not get by itself, and the tasks', () => {
    expect(answersAsOptions(answers, PACK)).toEqual(["--name='Our birds'", '--manager=pip', '--tasks=week1']);
  });

  it('of a project are those that it does not have already', () => {
    expect(answersAsOptions(answers, PACK, { ...answers.values, manager: 'uv' })).toEqual(['--manager=pip', '--tasks=week1']);
  });

  it('name the tasks where they are no preset', () => {
    expect(answersAsOptions({ ...answers, asked: ['docker-build', 'inference'] }, PACK).at(-1)).toBe('--tasks=docker-build,inference');
  });
});
