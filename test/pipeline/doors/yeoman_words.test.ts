import { describe, expect, it } from 'vitest';
import { typedOptions, underYeoman, wordsOf } from '../../../generators/pipeline/doors/yeoman_words.js';

describe('what yo made of a command line', () => {
  it('gives a word back that a switch swallowed', () => {
    expect(wordsOf([], { defaults: '../demo' }, [])).toEqual({ positionals: ['../demo'], values: { defaults: true } });
    expect(wordsOf(['docker'], { plan: 'api' }, [])).toEqual({ positionals: ['docker', 'api'], values: { plan: true } });
  });

  it('leaves a switch alone that was said in full', () => {
    expect(wordsOf(['demo'], { plan: 'true', json: false }, [])).toEqual({ positionals: ['demo'], values: { plan: 'true', json: false } });
  });

  it('finds standard input where it was named for the answers', () => {
    expect(wordsOf(['demo', '-'], { answers: true }, [])).toEqual({ positionals: ['demo'], values: { answers: '-' } });
  });

  it('keeps repeated flags apart, and numbers as they are written', () => {
    expect(wordsOf([], { author: ['Ada', 'Grace, too'], name: 7, env: {} }, []).values).toEqual({
      author: ['Ada', 'Grace, too'],
      name: '7',
    });
  });

  it('takes texts as they were typed, with the quotes around them', () => {
    const argv = ['node', 'yo', 'mlops', 'demo', "--name='x'", '--author="a"', '--author', 'b', '--plan', 'api', '--email'];
    const options = { name: 'x', author: ['a', 'b'], plan: 'api', email: true, group: 'g' };
    expect(wordsOf([], options, argv)).toEqual({
      positionals: ['api'],
      values: { name: "'x'", author: ['"a"', 'b'], plan: true, email: true, group: 'g' },
    });
  });

  it('takes them as another program gives them where the command line is not one of yo', () => {
    expect(wordsOf([], { name: 'x' }, ['node', 'other', '--name=y']).values).toEqual({ name: 'x' });
  });
});

describe('the options that somebody typed', () => {
  it('are those on the command line, without the ones of Yeoman', () => {
    const argv = ['node', 'yo', 'mlops', 'demo', '--name=x', '--skip-cache', '--no-color', '--tasks', 'api'];
    expect(typedOptions(argv)).toEqual(['name', 'color', 'tasks']);
  });
});

describe('help under yo', () => {
  it('names commands as yo does, and those of yo as they are', () => {
    const text =
      'Usage: mlops <command>   or: yo mlops, yo mlops:<command>\n  mlops new demo\n  mlops add api\n  undo mlops new without\n  mlops newest';
    expect(underYeoman(text)).toBe(
      'Usage: mlops <command>   or: yo mlops, yo mlops:<command>\n  yo mlops demo\n  yo mlops:add api\n  undo yo mlops without\n  yo mlops:newest',
    );
  });
});
