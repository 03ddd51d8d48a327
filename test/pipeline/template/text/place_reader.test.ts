import { describe, expect, it } from 'vitest';
import { COMMENT, describeMode, readBySteps, START, stepQuoted } from '../../../../generators/pipeline/template/text/place_reader.js';

describe('a format with quotes and comments, read step by step', () => {
  const read = readBySteps(stepQuoted(['"""', '"', "'"], ["'"], true), COMMENT);

  it.each([
    ['a = "b" ', ''],
    ['a = "b \\"', '"'],
    ["a = 'b \\'", ''],
    ['a = """\n"b" ', '"""'],
    ['a = "b\n', ''],
    ['a # "b', COMMENT],
    ['a # "b\n', ''],
  ])('is inside of what it should be after %j', (text, mode) => {
    expect(read(START, text).mode).toBe(mode);
  });

  it('knows the line so far, and the last sign outside of comments', () => {
    expect(read(START, 'a\nb = # c\n  d')).toMatchObject({ line: '  d', sign: 'd' });
    expect(read(START, 'a = # c')).toMatchObject({ line: 'a = # c', sign: '=' });
    expect([COMMENT, '"'].map(describeMode)).toEqual(['a comment', 'quotes']);
  });
});
