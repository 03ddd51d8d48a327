import { describe, expect, it } from 'vitest';
import { stringEnd } from '../../../generators/pipeline/repository/python_string.js';

/** What of a text is the string at its start. */
function stringOf(text: string): string | undefined {
  const [, prefix = '', quote = ''] = /^(\w*)("""|'''|"|')/.exec(text) ?? [];
  const end = stringEnd(text, prefix.length, prefix, quote);
  return end === undefined ? undefined : text.slice(0, end);
}

describe('a string of Python ends', () => {
  it.each([
    ['"a"', ' + "b"'],
    ["'it''s'".slice(0, 4), "'s'"],
    ['"a\\"b"', ''],
    ['r"a\\"b"', ' c'],
    ['"a\\\\"', '"'],
    ['"""a"b""c"""', ' d'],
    ['"""a\\""""', ''],
    ["'''a\nb'''", '\n'],
    ['"a\\\nb"', ''],
    ['f"{x}"', '}"'],
    ['f"{{"', '"'],
    ['f"{x["a"]}"', ''],
    ["f'{d['k']!r:>{width}} '", "'"],
    ['f"{\'"\'}"', ''],
    ['f"{x:\'>10}"', "'"],
    ['f"{x:%H:%M}"', ''],
    ['f"\\N{DASH} {x}"', ''],
    ['rf"\\{x["a"]}"', ''],
    ['f"""{\n  x["""a"""]  # why }\n}"""', ''],
    ['f"{f"{f"{1}"}"}"', '"'],
    ['f"{(lambda x: x)(1)}"', ''],
    ['t"{x}"', ''],
  ])('%j before %j', (string, rest) => {
    expect(stringOf(string + rest)).toBe(string);
  });

  it.each(['"a', "'a\nb'", '"""a', 'f"{x', 'f"{x\n', 'f"{"a}"', 'f"{x:', `${'f"{'.repeat(30)}1${'}"'.repeat(30)}`])(
    'never in %j',
    (text) => {
      expect(stringOf(text)).toBeUndefined();
    },
  );
});
