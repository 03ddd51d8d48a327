import { describe, expect, test } from 'vitest';
import {
  commentLines,
  insertLines,
  isComment,
  leadStart,
  lineEnd,
  lineStart,
  removeLines,
  wholeLines,
} from '../../../../generators/pipeline/merge/keyed/spans.js';

const TEXT = '\n# one\n# two\na = 1 # why\n\nb = 2';
const spanOf = (part: string) => ({ from: TEXT.indexOf(part), to: TEXT.indexOf(part) + part.length });

describe('the lines of a text', () => {
  test('begin and end, also where the first one is empty', () => {
    expect([lineStart(TEXT, 0), lineStart(TEXT, TEXT.indexOf('1')), lineEnd(TEXT, 0), lineEnd(TEXT, TEXT.length - 1)]).toEqual([
      0,
      13,
      1,
      TEXT.length,
    ]);
    expect(wholeLines(TEXT, spanOf('a = 1'))).toEqual({ from: 13, to: TEXT.indexOf('\n\nb') + 1 });
  });
  test('are led by comments, and by blank lines above these', () => {
    expect(leadStart(TEXT, spanOf('a = 1').from, 0, false)).toBe(1);
    expect(leadStart(TEXT, spanOf('a = 1').from, 0, true)).toBe(0);
  });
  test('are comments or not', () => {
    expect([isComment('  # x'), isComment('x # y'), commentLines(TEXT)]).toEqual([true, false, ['# one', '# two']]);
  });
  test('come in whole', () => {
    expect(insertLines('a', 1, 'b', '\n')).toBe('a\nb\n');
    expect(insertLines('a\r\nc\r\n', 3, 'b', '\r\n')).toBe('a\r\nb\r\nc\r\n');
  });
});

describe('lines that go', () => {
  const comment = [spanOf('# why')];
  test('take our comments with them, and leave those of the person', () => {
    expect(removeLines(TEXT, [spanOf('a = 1')], comment, () => true)).toBe('\nb = 2');
    expect(removeLines(TEXT, [spanOf('a = 1')], comment, () => false)).toBe('\n# one\n# two\n# why\n\nb = 2');
    expect(removeLines(TEXT, [spanOf('a = 1')], [], (line) => line === '# two')).toBe('\n# one\n\nb = 2');
  });
  test('at the end take the gap before them along', () => {
    expect(removeLines(TEXT, [spanOf('b = 2')], comment, () => true)).toBe('\n# one\n# two\na = 1 # why\n');
  });
});
