import { describe, expect, it } from 'vitest';
import { readFlags, readOptions, splitArguments, verifyOptions, type Words } from '../../../generators/pipeline/doors/arguments.js';
import type { Question } from '../../../generators/pipeline/pack/pack.js';

const QUESTIONS: readonly Question[] = [
  { name: 'name', type: 'title', flag: 'name', message: 'Name?' },
  { name: 'authors', type: 'texts', flag: 'author', message: 'Who?' },
  { name: 'python', type: 'choice', flag: 'python', message: 'Python?' },
];

function words(...args: readonly string[]): Words {
  const words = splitArguments(args, QUESTIONS);
  verifyOptions(words, QUESTIONS);
  return words;
}

function options(...args: readonly string[]): ReturnType<typeof readOptions> {
  return readOptions(words(...args).values);
}

function flags(...args: readonly string[]): ReturnType<typeof readFlags> {
  return readFlags(words(...args).values, QUESTIONS);
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

  it('names an option that there is not as it was typed, with the one that a letter stands for', () => {
    expect(() => words('new', '-x')).toThrow('There is no option -x. See');
    expect(() => words('new', '--x')).toThrow('There is no option --x. See');
    expect(() => words('-v')).toThrow('There is no option -v. Did you mean --version?');
    expect(() => words('--nope')).toThrow('There is no option --nope. See');
  });

  it('sends to the list of the pack that was named', () => {
    expect(() => words('new', '--qqqqqqqq', 'x', '--pack', './p')).toThrow('See `mlops --help` with the same --pack for a list');
  });

  it('has a name in each option that takes a file', () => {
    for (const name of ['save', 'apply', 'answers']) expect(() => options(`--${name}=`)).toThrow(`The option --${name} has no value`);
  });

  it('leaves folders alone, also after a switch', () => {
    expect(splitArguments(['new', '--defaults', '../demo'], QUESTIONS).positionals).toEqual(['new', '../demo']);
  });

  it('keeps an answer that only another pack asks for, with its value, until the pack is known', () => {
    const { positionals, values } = splitArguments(['new', '--colour', 'red', '--shade=dark', 'demo'], QUESTIONS);
    expect({ positionals, values }).toEqual({ positionals: ['new', 'demo'], values: { colour: ['red'], shade: ['dark'] } });
  });

  it('takes no option for the value of one that nobody knows yet', () => {
    const { positionals, values } = splitArguments(['new', 'demo', '--aa', '--pack', './p'], QUESTIONS);
    expect({ positionals, values }).toEqual({ positionals: ['new', 'demo'], values: { aa: true, pack: './p' } });
  });

  it('finds the command behind an option of nobody', () => {
    expect(splitArguments(['--strange', 'new', 'demo'], QUESTIONS).positionals).toEqual(['new', 'demo']);
  });

  it.each([
    [['new', 'demo', '--__proto__', 'x'], 'There is no option --__proto__. See `mlops --help` for a list.'],
    [['--nme', 'x', 'new', 'demo'], 'There is no option --nme. Did you mean --name?'],
    [['new', 'demo', '--name', '--plan'], 'The option --name has no value. Give it one: --name=<value>.'],
    [['--name', '--defaults'], 'The option --name has no value. Give it one: --name=<value>.'],
    [['new', '--defualts', 'demo'], 'There is no option --defualts. Did you mean --defaults?'],
    [['--defualts'], 'There is no option --defualts. Did you mean --defaults?'],
    [['--qqqqqqqq'], 'There is no option --qqqqqqqq. See `mlops --help` for a list.'],
    [['--name'], 'The option --name has no value. Give it one: --name=<value>.'],
    [['--plan=yes'], 'The option --plan is a switch and takes no value. Write --plan alone.'],
    [['--sort', 'age'], '--sort cannot be "age". Use one of worst, name.'],
    [['--on-conflict', 'panic'], '--on-conflict cannot be "panic". Use one of markers, mine, generated, stop.'],
  ])('refuses %j with one fact and one remedy', (args, message) => {
    expect(() => options(...args)).toThrow(message);
  });
});
