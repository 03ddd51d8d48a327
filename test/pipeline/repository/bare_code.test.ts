import { expect, it } from 'vitest';
import { bareCode, withoutStrings } from '../../../generators/pipeline/repository/bare_code.js';

it.each([
  ["x = 'loss.backward()'\ny\n", "x = ''\ny\n"],
  ['x = r"a" + b\n', 'x = r"" + b\n'],
  ['x = """a\nb\n""" + c\n', 'x = """\n\n""" + c\n'],
  ['print(f"loss.backward() {step(1)} {{b}}")\n', 'print(f"{step(1)}")\n'],
  ["x = 'it\\'s' + c\n", "x = '' + c\n"],
  ["x = 'never closed\ny\n", "x = ''never closed\ny\n"],
])('of strings nothing is left but what they compute: %j', (code, expected) => {
  expect(withoutStrings(code)).toBe(expected);
});

it('is read once for each code', () => {
  const code = { text: 'x = "y"\n', lines: 1 };
  expect([bareCode(code), bareCode(code)]).toEqual(['x = ""\n', 'x = ""\n']);
});
