import { describe, expect, it } from 'vitest';
import { chop, fit, fold, printable, twoColumns, width, wrap } from '../../../generators/pipeline/terminal/columns.js';

const SENTENCE = 'Where both changed the same lines, yours stay';

describe('a text at a terminal', () => {
  it('counts columns, not characters', () => {
    expect(width('データ')).toBe(6);
    expect(width('é🦆')).toBe(3);
    expect(fit('データ', 5)).toBe('デー…');
    expect(fit('abc', 3)).toBe('abc');
  });

  it('is cut between words where a line ends, and the lines after the first are indented', () => {
    expect(wrap('one two three four', 9, '  ')).toEqual(['one two', '  three', '  four']);
    expect(wrap('extraordinarily long', 5)).toEqual(['extraordinarily', 'long']);
  });

  it('is folded only where a person reads it, and never to less than twenty columns', () => {
    expect(fold(SENTENCE, { interactive: true, columns: 30 }, 2)).toEqual(['  Where both changed the same', '  lines, yours stay']);
    expect(fold(SENTENCE, { interactive: false, columns: 30 }, 2)).toEqual([`  ${SENTENCE}`]);
    expect(fold('a b c', { interactive: true, columns: 3 })).toEqual(['a b c']);
  });

  it('is a table of two columns, or of one where there is no room for both', () => {
    const rows = [
      ['--plan', 'show what would change, write nothing'],
      ['--on-conflict <how>', 'mine or generated'],
    ];
    expect(twoColumns(rows, 60)).toEqual([
      '  --plan                show what would change, write',
      '                        nothing',
      '  --on-conflict <how>   mine or generated',
    ]);
    expect(twoColumns(rows, 40)).toEqual([
      '  --plan',
      '      show what would change, write',
      '      nothing',
      '  --on-conflict <how>',
      '      mine or generated',
    ]);
  });

  it('is chopped into rows, and ends in an ellipsis where there are too many', () => {
    expect(chop('abcdef', 3, 2)).toEqual(['abc', 'def']);
    expect(chop('abcdefg', 3, 2)).toEqual(['abc', 'de…']);
    expect(chop('データです', 4, 5)).toEqual(['デー', 'タで', 'す']);
  });

  it('shows the code of what a terminal would obey, and leaves a tabulator alone', () => {
    expect(printable('a\u001b[31m\u202eb\tc')).toBe('a\\u001b[31m\\u202eb\tc');
  });
});
