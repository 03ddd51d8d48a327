import { describe, expect, it } from 'vitest';
import { formatFault } from '../../../generators/pipeline/evidence/settings.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';
import { lookIn } from './scene.js';

describe('a setting', () => {
  it.each([
    [
      'of TOML',
      { 'a.toml': 'x = 1\n[tool.ruff.lint]\nselect = ["E"]\n' },
      'a.toml',
      'tool.ruff.lint.select',
      'tool.ruff.lint.select in a.toml:3',
    ],
    ['of YAML', { 'a.yml': 'a:\n  b: 1\n' }, '*.{yaml,yml}', 'a.b', 'a.b in a.yml:2'],
    [
      'of JSON',
      { 'package.json': '{"dependencies": {"react": "19"}}' },
      '**/package.json',
      'dependencies.react',
      'dependencies.react in package.json:1',
    ],
    ['that says nothing', { 'a.yml': 'a:\n  b: ""\n' }, 'a.yml', 'a.b', 'setting-missing'],
    ['that is empty', { 'a.toml': '[tool.ruff]\n' }, 'a.toml', 'tool.ruff', 'setting-missing'],
    ['in a comment', { 'a.toml': 'x = 1 # [tool.ruff]\n' }, 'a.toml', 'tool.ruff', 'setting-missing'],
    ['of another key', { 'a.yml': 'b: a\n' }, 'a.yml', 'a.b', 'setting-missing'],
    ['in a file that is not there', {}, 'a.yml', 'a', 'no-file'],
    ['in an empty file', { 'a.yml': '' }, 'a.yml', 'a', 'file-empty a.yml'],
    ['in a file of another format', { 'a.toml': 'tool: [\n' }, 'a.toml', 'tool', 'file-unreadable a.toml:1'],
    ['in a file with conflict markers', { 'a.toml': '<<<<<<< HEAD\ntool = 1\n' }, 'a.toml', 'tool', 'file-unreadable a.toml:1'],
    ['below a line that is no TOML', { 'a.toml': '[tool]\nx = 1\n\ny = \n' }, 'a.toml', 'tool.x', 'file-unreadable a.toml:4'],
    ['in one of two files', { 'a.toml': 'a = [', 'b.toml': 'a = 1\n' }, '*.toml', 'a', 'a in b.toml:1'],
    ['that every object has', { 'a.json': '{"a": {}}' }, 'a.json', 'a.constructor', 'setting-missing'],
  ])('%s', async (_, files, path, key, expected) => {
    expect(await lookIn(files, { kind: 'setting', path, key })).toBe(expected);
  });

  it('has to have as many entries as are asked for', async () => {
    const files = { 'a.toml': 'a = [1, 2]\n' };
    expect(await lookIn(files, { kind: 'setting', path: 'a.toml', key: 'a', count: 2 })).toBe('a in a.toml:1');
    expect(await lookIn(files, { kind: 'setting', path: 'a.toml', key: 'a', count: 3 })).toBe('setting-missing');
  });

  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let at = 98; at < 106; at++) {
    const [name, before] = [String.fromCharCode(at), String.fromCharCode(at - 1)];
    bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
  }
  it.each([
    ['aliases of aliases', 'a.yaml', `${bomb.join('\n')}\n`],
    ['lists in lists of YAML', 'a.yaml', `a: ${'['.repeat(90_000)}${']'.repeat(90_000)}`],
    ['keys of keys of YAML', 'a.yaml', `a: ${'? '.repeat(90_000)}`],
    ['lists in lists of TOML', 'a.toml', `a = ${'['.repeat(90_000)}${']'.repeat(90_000)}`],
    ['lists in lists of JSON', 'a.json', `{"a": ${'['.repeat(90_000)}${']'.repeat(90_000)}}`],
    ['a megabyte', 'a.yaml', 'a: 1\nb: [1, 2, 3]\n'.repeat(50_000)],
  ])('in a file of %s is not looked for for long', async (_, path, text) => {
    const start = Date.now();
    expect(await lookIn({ [path]: text }, { kind: 'setting', path, key: 'a.a' })).toMatch(/^(file-unreadable|setting-missing)/);
    expect(Date.now() - start).toBeLessThan(5000);
  });
});

it('names the line of a fault and says it once', () =>
  inScratch(async (root) => {
    fill(root, { 'a.yml': 'a: 1\nb: c: 2\n', 'a.toml': 'a = 1\nb = \n' });
    const faults = await Promise.all(['a.yml', 'a.toml'].map((path) => formatFault(path, new Repository(root))));
    expect(faults).toMatchObject([{ line: 2 }, { line: 2 }]);
    for (const fault of faults) expect(fault?.values['why']).not.toMatch(/line|:$/);
  }));

it.each([
  ['a.yaml', 'a: 1\n---\nb: !mine 2\n', undefined],
  ['a.yml', 'a: [1\n', 'file-unreadable'],
  ['a.toml', 'a = \n', 'file-unreadable'],
  ['a.txt', 'a: [1\n', undefined],
])('a fault in the format of %s that says %j is %s', (path, text, code) =>
  inScratch(async (root) => {
    fill(root, { [path]: text });
    expect((await formatFault(path, new Repository(root)))?.code).toBe(code);
  }),
);
