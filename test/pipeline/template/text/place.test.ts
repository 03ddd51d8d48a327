import { describe, expect, it } from 'vitest';
import { placeRule, START } from '../../../../generators/pipeline/template/text/place.js';
import type { TextFormat } from '../../../../generators/pipeline/template/text/text_format.js';

/** What a reader is inside of after a text; empty in the open. */
function inside(format: TextFormat, text: string): string {
  const rule = placeRule(format);
  const { mode } = rule.read(START, text);
  return mode === '' ? '' : rule.describe(mode);
}

describe('the place at the end of a text', () => {
  it.each<[TextFormat, string, boolean]>([
    ['toml', 'a = ', true],
    ['toml', 'a = "x', false],
    ['toml', '# remark', false],
    ['toml', '# remark\n', true],
    ['yaml', 'a: ', true],
    ['yaml', "a: 'x", false],
    ['json', '{"a": ', true],
    ['json', '{"a', false],
    ['python', 'A = ', true],
    ['python', '"""doc', false],
    ['markdown', 'Some prose ', true],
    ['markdown', '```\ncode', false],
    ['plain', 'anything "at all', true],
  ])('in %s, after %j, is in the open: %s', (format, text, isOpen) => {
    expect(inside(format, text) === '').toBe(isOpen);
  });

  it('is one at which a value may begin, or not', () => {
    const rule = placeRule('toml');
    expect(['a = ', 'a = 1', 'x = [', ''].map((text) => rule.mayBegin(rule.read(START, text)))).toEqual([true, false, true, false]);
  });
});
