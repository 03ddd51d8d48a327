import { describe, expect, it } from 'vitest';
import { isAllCrlf, isAllLf, withCrlf, withLf } from '../../generators/pipeline/line_ends.js';

describe('the line ends of a text', () => {
  it.each([
    ['a\nb\n', false, true],
    ['a\r\nb\r\n', true, false],
    ['a\r\nb\n', false, false],
    ['a\rb\n', false, true],
    ['no line end', false, false],
    ['', false, false],
  ])('of %j are all of one kind, or not', (text, crlf, lf) => {
    expect([isAllCrlf(text), isAllLf(text)]).toEqual([crlf, lf]);
  });

  it('are changed, and a lone carriage return is none', () => {
    expect(withCrlf('a\nb\r\nc\rd\n')).toBe('a\r\nb\r\nc\rd\r\n');
    expect(withLf('a\nb\r\nc\rd\r\n')).toBe('a\nb\nc\rd\n');
  });
});
