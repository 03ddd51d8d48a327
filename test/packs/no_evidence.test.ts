import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Pack, Sign, Task } from '../../generators/pipeline/pack/pack.js';
import { Repository } from '../../generators/pipeline/repository/repository.js';
import { packOf, rowsOf, slugsWith } from '../support/checked.js';
import { scratchFolder } from '../support/scratch.js';

const root = scratchFolder('no-evidence');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const signsOf = ({ evidence }: Task): readonly Sign[] => evidence.flat();

/** Paths that fit a pattern: with each of its alternatives, in the root and in folders. */
function pathsOf(pattern: string): string[] {
  const choice = /\{([^{}]*)\}/.exec(pattern);
  if (choice?.[1] !== undefined) return choice[1].split(',').flatMap((one) => pathsOf(pattern.replace(choice[0], one)));
  if (pattern.includes('**/')) return ['', 'src/', 'conf/tests/data/'].flatMap((below) => pathsOf(pattern.replace('**/', below)));
  return [pattern.replaceAll('**', 'a').replaceAll('pkgname', 'demo').replaceAll('*', 'x').replaceAll('?', 'x')];
}

/** Every path that a task names, as an artifact or in a sign. */
function namedPaths(task: Task): string[] {
  const artifacts = task.artifacts.map((path) => (path.endsWith('/') ? `${path}file.py` : path));
  const signs = signsOf(task).flatMap(({ path, module = '' }) => [
    ...(path === undefined ? [] : [path]),
    ...(module === '' ? [] : [`src/demo/${module.split('.').at(-1) ?? ''}.py`]),
  ]);
  return [...new Set([...artifacts, ...signs].flatMap(pathsOf))];
}

/** Every text that a task asks for, as it would stand in code. */
function namedTexts(task: Task): string[] {
  return signsOf(task).flatMap(({ text = [], any = [], key = '', module = '', names = [] }) => [
    ...[text].flat(),
    ...any,
    ...(key === '' ? [] : [`[${key}]`, `${key.split('.').at(-1) ?? ''}: 1`, `${key} = 1`]),
    ...(module === '' ? [] : [`import ${module}`, ...names.flatMap((name) => [`from ${module} import ${name}`, `${module}.${name}()`])]),
  ]);
}

function commented(path: string, texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split('\n'));
  if (/\.(?:md|html|drawio)$/.test(path)) return `<!--\n${lines.join('\n').replaceAll('-->', '')}\n-->\n`;
  if (/\.(?:js|ts|json)$/.test(path)) return lines.map((line) => `// ${line}\n`).join('');
  return ['def test_it(): assert 1 == 2', ...lines].map((line) => `# ${line}\n`).join('');
}

/** A module with functions that have nothing but a text to say. */
function documented(texts: readonly string[]): string {
  const lines = texts.map((text) => text.replaceAll('"""', "'''").replaceAll('\\', '/'));
  return `"""Of a module.\n\n${lines.join('\n')}\n"""\n\n\ndef test_it():\n    r"""assert it\n\n    ${lines.join('\n    ')}\n    """\n`;
}

function write(files: ReadonlyMap<string, string>): Repository {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return new Repository(root);
}

const WAYS: readonly (readonly [name: string, content: (path: string, texts: readonly string[]) => string])[] = [
  ['empty files of the right names', () => ''],
  ['files of nothing but blank lines', () => '\n  \n\n'],
  ['comments that say all that is asked for', commented],
  ['documentation that says all that is asked for', (path, texts) => (path.endsWith('.py') ? documented(texts) : commented(path, texts))],
  ['code that never runs', (path, texts) => (path.endsWith('.py') ? `if False:\n    ${texts.join('\n    ')}\n` : '')],
  [
    'calls that stand in a string',
    (path, texts) => (path.endsWith('.py') ? `X = ${JSON.stringify(texts.filter((text) => text.endsWith('(')).join(' '))}\n` : ''),
  ],
  ['a list of packages that nothing imports', (path, texts) => (path.endsWith('.txt') ? texts.join('\n') : '')],
];

describe.each(['2024', '2026'])('no task of %s is met by', (year) => {
  /** The tasks that are met in a repository of nothing but their own words. */
  async function fooled(pack: Pack, content: (path: string, texts: readonly string[]) => string): Promise<string[]> {
    const met: string[] = [];
    for (const task of pack.tasks) {
      const texts = namedTexts(task);
      const files = new Map(namedPaths(task).map((path) => [path, content(path, texts)]));
      if (slugsWith(await rowsOf({ ...pack, tasks: [task] }, write(files)), 'met').length > 0) met.push(task.slug);
    }
    return met;
  }

  it.each(WAYS)('%s', async (name, content) => {
    const pack = await packOf(year);
    // A list of packages is what this one task asks for.
    const expected = name.startsWith('a list of packages') ? ['dependency-files'] : [];
    expect(await fooled(pack, content)).toEqual(expected);
  });

  it('files whose names are the words that are asked for', async () => {
    const pack = await packOf(year);
    const names = pack.tasks.flatMap((task) => namedTexts(task)).map((text) => text.replaceAll(/[/\n\0]/g, '_').slice(0, 80));
    const files = new Map(
      names.flatMap((name) => [`${name}.py`, `docs/${name}.md`, `.github/workflows/${name}.yaml`].map((path) => [path, '# x\n'])),
    );
    expect(slugsWith(await rowsOf(pack, write(files)), 'met')).toEqual([]);
  });
});
