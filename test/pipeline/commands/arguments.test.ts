import { describe, expect, it } from 'vitest';
import { readFlags, readOptions, splitArguments } from '../../../generators/pipeline/commands/arguments.js';
import type { Question } from '../../../generators/pipeline/pack/pack.js';

const QUESTIONS: readonly Question[] = [
  { name: 'name', type: 'title', flag: 'name', message: 'Name?' },
  { name: 'authors', type: 'texts', flag: 'author', message: 'Who?' },
  { name: 'python', type: 'choice', flag: 'python', message: 'Python?' },
];

function options(...args: readonly string[]): ReturnType<typeof readOptions> {
  return readOptions(splitArguments(args, QUESTIONS, true).values);
}

function flags(...args: readonly string[]): ReturnType<typeof readFlags> {
  return readFlags(splitArguments(args, QUESTIONS, true).values, QUESTIONS);
}

describe('a command line', () => {
  it('gives one flag for each answer, as it was typed', () => {
    expect(flags('--python', '3.10', '--name=007')).toEqual({ python: '3.10', name: '007' });
  });

  it('takes a repeatable flag as a list, and the last of another one', () => {
    expect(flags('--author', 'Ada', '--author', 'Grace, Hopper')).toEqual({ authors: ['Ada', 'Grace, Hopper'] });
    expect(flags('--name', 'first', '--name', 'second')).toEqual({ name: 'second' });
  });

  it('reads --dry-run as --plan, and several --tasks as one list', () => {
    expect(options('--dry-run').plan).toBe(true);
    expect(options('--tasks', 'week1', '--tasks', 'api,35').tasks).toBe('week1,api,35');
  });

  it('leaves folders alone, also after a switch', () => {
    expect(splitArguments(['new', '--defaults', '../demo'], QUESTIONS, true).positionals).toEqual(['new', '../demo']);
  });

  it.each([
    [['--defualts'], 'There is no option --defualts. Did you mean --defaults.'],
    [['--qqqqqqqq'], 'There is no option --qqqqqqqq. See `mlops --help` for those there are.'],
    [['--name'], 'The option --name has no value. Give it one: --name=<value>.'],
    [['--plan=yes'], 'The option --plan is a switch and takes no value. Write --plan alone.'],
    [['--on-conflict', 'panic'], '--on-conflict cannot be "panic". Use one of markers, mine, generated, stop.'],
  ])('refuses %j with one fact and one remedy', (args, message) => {
    expect(() => options(...args)).toThrow(message);
  });
});
