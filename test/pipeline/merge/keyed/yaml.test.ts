import { describe, expect, test } from 'vitest';
import { ENTRIES, merged } from '../merged.js';
import { changeIn, written } from '../trees.js';

describe('.pre-commit-config.yaml', () => {
  const repo = (name: string, rev = 'v1') => `  - repo: https://github.com/x/${name}\n    rev: ${rev}\n    hooks:\n      - id: ${name}\n`;
  const base = `repos:\n${repo('ruff')}`;
  test('two repositories at the end both come in', async () => {
    const result = await merged('yaml', base, base + repo('mine'), base + repo('ours'));
    expect(result).toEqual({ text: base + repo('mine') + repo('ours'), outcome: 'merged', rule: 12, note: ENTRIES });
  });
  test('a repository of both stands once, in the person’s revision', async () => {
    const { text } = await merged('yaml', base, base + repo('a', 'v9'), base + repo('a') + repo('b'));
    expect(text).toBe(base + repo('a', 'v9') + repo('b'));
  });
  test('hooks of two local repositories come into one', async () => {
    const local = (...ids: string[]) => `  - repo: local\n    hooks:\n${ids.map((id) => `      - id: ${id}\n`).join('')}`;
    const { text } = await merged('yaml', base, base + local('a'), base + local('b'));
    expect(text).toBe(base + local('a', 'b'));
  });
  test('a hook that the person appended stays in its repository, before ours', async () => {
    const { text } = await merged('yaml', base, `${base}      - id: format\n`, base + repo('ours'));
    expect(text).toBe(`${base}      - id: format\n${repo('ours')}`);
  });
  test('a key that the person appended at the end stays a key of the file', async () => {
    const { text } = await merged('yaml', base, `${base}ci:\n  skip: [a]\n`, base + repo('ours'));
    expect(text).toBe(`${base}${repo('ours')}ci:\n  skip: [a]\n`);
  });
});

test('two changes of the one container of a service, which has no name, are both in', async () => {
  const service = (cpu: number, memory: string) => `containers:\n  - image: a\n    cpu: ${cpu}\n    memory: ${memory} # enough\n`;
  const { text, outcome } = await merged('yaml', service(1, '2Gi'), service(2, '2Gi'), service(1, '4Gi'));
  expect([text, outcome]).toEqual([service(2, '4Gi'), 'merged']);
});

test('two fences that two add to one extension of MkDocs are both in', async () => {
  const fences = (...names: string[]) =>
    `markdown_extensions:\n  - superfences:\n      custom_fences:\n${names.map((name) => `        - name: ${name}\n          class: a\n`).join('')}  - tasklist\n`;
  const { text, outcome } = await merged('yaml', fences('mermaid'), fences('song', 'mermaid'), fences('newer', 'mermaid'));
  expect([text, outcome]).toEqual([fences('newer', 'song', 'mermaid'), 'merged']);
});

describe('a YAML file that both wrote', () => {
  const merge = (yours: string, next: string) => changeIn({ yours: { f: yours }, next: { f: next }, policy: { additive: 'yaml' } });
  const text = async (yours: string, next: string) => {
    const { writes, outcome } = await merge(yours, next);
    return outcome === 'conflict' ? outcome : (written(writes, 'f') ?? yours);
  };
  const ours = '# About.\nrepos:\n  - repo: local\n    hooks:\n      - id: a\n  - repo: https://x/y\n    rev: v1\n';
  test('has the hooks of both, the person’s first', async () => {
    const yours = 'repos:\n  - repo: https://x/z\n    rev: v2\n';
    expect(await text(yours, ours)).toBe(yours + ours.replace('# About.\nrepos:\n', ''));
  });
  test('names a repository of both once, in the person’s revision', async () => {
    const yours = 'repos:\n  - repo: https://x/y\n    rev: v2\n';
    expect(await text(yours, ours)).toBe(`${yours}  - repo: local\n    hooks:\n      - id: a\n`);
  });
  test('keeps a list that is not indented as it is', async () => {
    const yours = 'repos:\n-   repo: https://x/z\n    rev: v2\nfail_fast: true\n';
    const own = '- repo: local\n  hooks:\n    - id: a\n- repo: https://x/y\n  rev: v1\n';
    expect(await text(yours, ours)).toBe(yours.replace('fail_fast', `${own}fail_fast`));
  });
  test('has one entry of a bot for one package list of one folder, with the settings of both', async () => {
    const entry = (ecosystem: string, more = '') => `  - package-ecosystem: ${ecosystem}\n    directory: /\n${more}`;
    const yours = `version: 2\nupdates:\n${entry('"pip"')}`;
    const next = `version: 2\nupdates:\n${entry('github-actions')}${entry('pip', '    groups: {}\n')}`;
    expect(await text(yours, next)).toBe(`${yours}    groups: {}\n${entry('github-actions')}`);
  });
  test('is in conflict where one key has two values', async () => {
    expect(await text('version: 1\nupdates:\n  - a\n', 'version: 2\nupdates:\n  - b\n')).toBe('conflict');
  });
});

describe('a list that the person wrote between brackets', () => {
  test.each([
    ['a text with a bracket', '${b}', '"${b}"'],
    ['a text with a comma', 'b, c', '"b, c"'],
    ['a plain text', 'b', 'b'],
    ['a text in quotes', "'{b}'", "'{b}'"],
  ])('gets %s as it can stand there', async (_, item, written) => {
    const base = 'run:\n  - a\n';
    const { text } = await merged('yaml', base, 'run: [a]\nx: 1\n', `${base}  - ${item}\n`);
    expect(text).toBe(`run: [a, ${written}]\nx: 1\n`);
  });
  test('and a mapping between them gets a value that changed', async () => {
    const { text } = await merged('yaml', 'env:\n  a: b\n', 'env: { a: b }\nx: 1\n', 'env:\n  a: ${c}\n  d: ${e}\n');
    expect(text).toBe('env: { a: "${c}", d: "${e}" }\nx: 1\n');
  });
});
