import { expect, test } from 'vitest';
import { flawIn } from '../../../generators/pipeline/author/sound.js';

test.each([
  ['pyproject.toml', '[a]\nb = 1\nc =\n', 3, /^is no TOML: /],
  ['compose.yaml', 'a:\n  b: 1\n b: 2\n', 3, /^is no YAML: /],
  ['a.yml', 'a: 1\na: 2\n', 2, /^is no YAML: Map keys must be unique/],
  ['settings.json', '{\n  "a": 1,\n  "b" 2\n}\n', 3, /^is no JSON: ColonExpected$/],
  ['src/a.py', 'x = 1\r\ny = (2\r\n', 2, /^is no Python$/],
])('what is wrong in %s is told with its line', (path, text, line, reason) => {
  expect(flawIn(path, text)).toEqual({ line, reason: expect.stringMatching(reason) });
});

test.each([
  ['pyproject.toml', 'a = 1\n'],
  ['workflow.yaml', 'on: push\nif: ${{ a }}\n---\nb: !!python/name:x y\n'],
  ['settings.json', '{\n  // why\n  "a": [1,],\n}\n'],
  ['a.py', 'x = f"{y!r}"\n'],
  ['empty.json', '\n'],
  ['README.md', '[a = (\n'],
])('nothing is said of %s', (path, text) => {
  expect(flawIn(path, text)).toBeUndefined();
});
