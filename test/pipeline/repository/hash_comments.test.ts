import { describe, expect, it } from 'vitest';
import { hashCommentStart } from '../../../generators/pipeline/repository/hash_comments.js';

describe('a comment that begins with #', () => {
  it.each([
    ['# all of it', ''],
    ['a: 1 # why', 'a: 1 '],
    ['url: http://a/#b', 'url: http://a/#b'],
    ['a = "x # y" # z', 'a = "x # y" '],
    ["a = 'x # y'", "a = 'x # y'"],
    ["it's # no string", "it's "],
    ['a = "x \\" # y" # z', 'a = "x \\" # y" '],
    ["a = 'x \\' # z", "a = 'x \\' "],
    ['say "loose # z', 'say "loose '],
    ['no comment', 'no comment'],
  ])('of %j leaves %j', (line, code) => {
    expect(line.slice(0, hashCommentStart(line))).toBe(code);
  });

  it('is found soon in a line that is made of quotes', () => {
    const start = Date.now();
    expect(hashCommentStart(`${'"a" '.repeat(50_000)}x#y`)).toBe(200_003);
    expect(Date.now() - start).toBeLessThan(5000);
  });
});
