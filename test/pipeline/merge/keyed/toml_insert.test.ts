import { describe, expect, test } from 'vitest';
import { merged } from '../merged.js';

const base = 'name = "x"\n\n[tool.a]\nx = 1\n\n[tool.b]\ny = 1\n';

describe('what comes into a TOML file', () => {
  test.each([
    [
      'a setting, into its table, wherever that stands',
      '[tool.b]\ny = 1\n\n[tool.a]\nx = 2\n',
      'x = 1\n',
      'x = 1\nz = 1\n',
      '[tool.b]\ny = 1\n\n[tool.a]\nx = 2\nz = 1\n',
    ],
    [
      'a setting, into a table that is written in one line',
      'tool = { a = { x = 2 }, b = { y = 1 } }\n',
      'x = 1\n',
      'x = 1\nz = 1\n',
      'tool = { a = { x = 2, z = 1 }, b = { y = 1 } }\n',
    ],
    [
      'a table, behind the one that it follows',
      '[tool.a]\nx = 2\n\n[tool.b]\ny = 1\n\n[mine]\n',
      '\n[tool.b]',
      '\n# Of c.\n[tool.c]\nz = 1\n\n[tool.b]',
      '[tool.a]\nx = 2\n\n# Of c.\n[tool.c]\nz = 1\n\n[tool.b]\ny = 1\n\n[mine]\n',
    ],
    [
      'a setting of a table that has only tables below it',
      '[tool.a]\nx = 2\n\n[tool.b]\ny = 1\n',
      '[tool.a]',
      '[tool]\nz = 1\n\n[tool.a]',
      '[tool]\nz = 1\n\n[tool.a]\nx = 2\n\n[tool.b]\ny = 1\n',
    ],
    [
      'a setting, as a dotted key, where the table is written so',
      '[tool]\na.x = 2\nb.y = 1\n',
      'x = 1\n',
      'x = 1\n# Why.\nz = [\n    1,\n] # one\n',
      '[tool]\na.x = 2\n# Why.\na.z = [\n    1,\n] # one\nb.y = 1\n',
    ],
    [
      'a table, into one that is written between brackets',
      'tool = { a = { x = 2 }, b = { y = 1 } }\n',
      '\n[tool.b]',
      '\n[tool."c.d"]\nz = 1\nw = "v"\n\n[tool.b]',
      'tool = { a = { x = 2 }, "c.d" = { z = 1, w = "v" }, b = { y = 1 } }\n',
    ],
  ])('%s', async (_, theirs, find, replace, expected) => {
    const { text, outcome } = await merged('toml', base, `name = "x"\n\n${theirs}`, base.replace(find, replace));
    expect({ text, outcome }).toEqual({ text: `name = "x"\n\n${expected}`, outcome: 'merged' });
  });

  test('an item of a list of tables, into a list between brackets', async () => {
    const ours = '[[item]]\nname = "a"\n';
    const next = `${ours}\n# Second.\n[[item]]\nname = "b"\nsize = 2\n`;
    const { text, outcome } = await merged('toml', ours, 'item = [\n  { name = "a" },\n]\nmine = 1\n', next);
    expect({ text, outcome }).toEqual({
      text: 'item = [\n  { name = "a" },\n  # Second.\n  { name = "b", size = 2 },\n]\nmine = 1\n',
      outcome: 'merged',
    });
  });
});
