import { describe, expect, it } from 'vitest';
import { BrokenPack, sortProblems } from '../../../generators/pipeline/pack/problem.js';

const problem = (file: string, line: number, fact = 'It is wrong') => ({ file, line, fact, remedy: 'Correct it' });

describe('a broken pack', () => {
  it('is told with each place, fact and remedy, and what to do about all of it', () => {
    const error = new BrokenPack('mine', [problem('pack.yml', 3), problem('s/stage.yml tasks.a', 0, 'It is missing')]);
    expect(error.message).toBe(
      'The pack mine is broken:\n  pack.yml:3: It is wrong. Correct it.\n  s/stage.yml tasks.a: It is missing. Correct it.\n' +
        'Correct that, or ask the author of the pack.',
    );
    expect(error).toMatchObject({ name: 'Refusal', exitCode: 1 });
  });

  it('is told in part where more is wrong than anybody reads, with a count of the rest', () => {
    const problems = Array.from({ length: 23 }, (_, index) => problem('pack.yml', index + 1));
    const lines = new BrokenPack('mine', problems).message.split('\n');
    expect(lines.slice(20, 23)).toEqual([
      '  pack.yml:20: It is wrong. Correct it.',
      '  and 3 more',
      'Correct that, or ask the author of the pack.',
    ]);
    expect(new BrokenPack('mine', problems.slice(0, 20)).message).not.toContain('more');
    expect(new BrokenPack('mine', problems).problems).toEqual(problems);
  });
});

describe('problems', () => {
  it('stand by file, then by line, as by a count and not by letters', () => {
    const given = [problem('b', 1), problem('a', 10), problem('a', 9), problem('B', 2)];
    expect(sortProblems(given)).toEqual([problem('B', 2), problem('a', 9), problem('a', 10), problem('b', 1)]);
  });

  it('stand once each, those of one line as they were found', () => {
    const given = [problem('a', 1, 'Second'), problem('a', 1, 'First'), problem('a', 1, 'Second')];
    expect(sortProblems(given)).toEqual([problem('a', 1, 'Second'), problem('a', 1, 'First')]);
  });
});
