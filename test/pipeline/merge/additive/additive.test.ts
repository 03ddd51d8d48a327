import { describe, expect, test } from 'vitest';
import type { PathPolicy } from '../../../../generators/pipeline/change.js';
import { changeIn, written } from '../trees.js';

type Format = NonNullable<PathPolicy['additive']>;

/** Merges one additive file; a conflict is said by its markers. */
async function merged(additive: Format, base: string, yours: string, next: string) {
  const change = await changeIn({ base: { f: base }, yours: { f: yours }, next: { f: next }, policy: { additive } });
  return { text: written(change.writes, 'f') ?? yours, outcome: change.outcome, rule: change.rule, note: change.note };
}

const BOTH = 'You and the generator both added to it, and both additions are in.';

describe('ignore files', () => {
  const base = '# Python\n__pycache__/\n';
  test('both appended: the person’s lines first, then ours', async () => {
    const result = await merged('lines', base, `${base}notes/\n`, `${base}mlruns/\n`);
    expect(result).toEqual({ text: `${base}notes/\nmlruns/\n`, outcome: 'merged', rule: 12, note: BOTH });
  });
  test('a line that both have stands once, wherever the person put it', async () => {
    const yours = `mlruns/\n${base}notes/\ndata/\n`;
    const { text } = await merged('lines', base, yours, `${base}# Data\ndata/\nmlruns/\n# Models\nmodels/\n`);
    expect(text).toBe(`${yours}# Models\nmodels/\n`);
  });
  test('a line that the person has elsewhere is not added a second time', async () => {
    const yours = `.env\n${base}`;
    const { text } = await merged('lines', base, yours, `${base}.env\nmodels/\n`);
    expect(text).toBe(`${yours}models/\n`);
  });
  test('a heading above several lines stays as long as one of them does', async () => {
    const { text } = await merged('lines', base, `${base}a/\n`, `${base}# Runs\na/\nb/\n`);
    expect(text).toBe(`${base}a/\n# Runs\nb/\n`);
  });
  test('a line that takes another back stays with it', async () => {
    const { text } = await merged('lines', base, `${base}data/\n!data/keep\n`, `${base}models/*\n# kept\n!models/.gitkeep\n`);
    expect(text).toBe(`${base}data/\n!data/keep\nmodels/*\n# kept\n!models/.gitkeep\n`);
  });
  test('a line that takes back one before the addition keeps its place, so that is a conflict', async () => {
    expect(await merged('lines', base, `${base}!data/keep\n`, `${base}out/\n`)).toMatchObject({ outcome: 'conflict' });
  });
  test('a last line without an end gets one', async () => {
    const { text } = await merged('lines', base, `${base}notes/`, `${base}mlruns/\n`);
    expect(text).toBe(`${base}notes/\nmlruns/\n`);
  });
  test('an addition beside a line that the person edited is an addition too', async () => {
    const { text } = await merged('lines', 'a\nb\n', 'a\nB\nmine\n', 'a\nb\nours\n');
    expect(text).toBe('a\nB\nmine\nours\n');
  });
  test('two edits of one line stay a conflict', async () => {
    expect(await merged('lines', 'a\nb\n', 'a\nmine\n', 'a\nours\n')).toMatchObject({ outcome: 'conflict', rule: 9 });
  });
  test('a file that was there before us keeps its lines and gets ours', async () => {
    const change = await changeIn({ yours: { f: 'mine\n' }, next: { f: 'ours\n' }, policy: { additive: 'lines' } });
    expect(written(change.writes, 'f')).toBe('mine\nours\n');
  });
  test('Windows line ends stay', async () => {
    const { text } = await merged('lines', 'a\n', 'a\r\nmine\r\n', 'a\nours\n');
    expect(text).toBe('a\r\nmine\r\nours\r\n');
  });
  test('a variable that the person has set keeps the person’s value', async () => {
    const { text } = await merged('lines', 'A=1\n', 'A=1\nWANDB_API_KEY=secret\n', 'A=1\nWANDB_API_KEY=\nPORT=8000\n');
    expect(text).toBe('A=1\nWANDB_API_KEY=secret\nPORT=8000\n');
  });
});

describe('requirements', () => {
  test('both appended: a package of both stands once, in the person’s version', async () => {
    const result = await merged('requirements', 'torch\n', 'torch\nFoo_Bar==1.0\npandas\n', 'torch\nfoo-bar>=1\nfastapi\n');
    expect(result).toMatchObject({ text: 'torch\nFoo_Bar==1.0\npandas\nfastapi\n', outcome: 'merged', rule: 12 });
    expect(result.note).toContain('yours stays for foo-bar');
  });
  test('a package that the person sorted in elsewhere is not added again', async () => {
    const { text } = await merged('requirements', 'numpy\ntorch\n', 'fastapi==0.1\nnumpy\ntorch\nzarr\n', 'numpy\ntorch\nfastapi\n');
    expect(text).toBe('fastapi==0.1\nnumpy\ntorch\nzarr\n');
  });
  test('one package for two systems stands twice', async () => {
    const linux = 'jax; sys_platform == "linux"\n';
    const { text } = await merged('requirements', 'a\n', `a\n${linux}`, 'a\njax; sys_platform == "win32"\n');
    expect(text).toBe(`a\n${linux}jax; sys_platform == "win32"\n`);
  });
  test('a package that our own lists name twice, word for word, is no reason for a conflict', async () => {
    const { text } = await merged('requirements', 'pytest==9\n', 'pytest==9\npandas\n', 'pytest==9\nhttpx\npytest==9\n');
    expect(text).toBe('pytest==9\npandas\nhttpx\n');
  });
  test('hashes stay with their package', async () => {
    const pinned = 'b==1 \\\n    --hash=sha256:00\n';
    const { text } = await merged('requirements', 'a\n', `a\n${pinned}`, 'a\nb\nc\n');
    expect(text).toBe(`a\n${pinned}c\n`);
  });
});

describe('pyproject.toml', () => {
  const project = (lines: string[], rest = '') =>
    `[project]\nname = "x"\ndependencies = [\n${lines.map((line) => `    ${line}\n`).join('')}]\n${rest}`;
  const base = project(['"torch",']);
  const ours = project(['"torch",', '"fastapi",']);
  test('two packages at the end of the list both come in', async () => {
    const result = await merged('toml', base, project(['"torch",', '"pandas",']), ours);
    expect(result).toEqual({ text: project(['"torch",', '"pandas",', '"fastapi",']), outcome: 'merged', rule: 12, note: BOTH });
  });
  test('a missing comma is put between them', async () => {
    const { text } = await merged('toml', base, project(['"torch",', '"pandas"  # mine']), ours);
    expect(text).toBe(project(['"torch",', '"pandas",  # mine', '"fastapi",']));
  });
  test('a package that `uv add` sorted in higher up stays once', async () => {
    const yours = project(['"fastapi>=0.100",', '"torch==2.9",', '"wandb",']);
    const next = project(['"torch==2.6",', '"fastapi>=0.115",', '"evidently",']);
    const { text } = await merged('toml', project(['"torch==2.6",']), yours, next);
    expect(text).toBe(project(['"fastapi>=0.100",', '"torch==2.9",', '"wandb",', '"evidently",']));
  });
  test('the same package in another group is another matter', async () => {
    const base = project(['"a",'], '\n[dependency-groups]\ndev = [\n    "ruff",\n]\n');
    const yours = base.replace('"a",', '"a",\n    "pytest",');
    const { text } = await merged('toml', base, yours, base.replace('"ruff",', '"ruff",\n    "pytest",'));
    expect(text).toBe(yours.replace('"ruff",', '"ruff",\n    "pytest",'));
  });
  test('two tables at the end both come in', async () => {
    const base = project(['"a",']);
    const { text } = await merged('toml', base, `${base}\n[tool.mine]\nx = 1\n`, `${base}\n[tool.ours]\ny = 1\n`);
    expect(text).toBe(`${base}\n[tool.mine]\nx = 1\n\n[tool.ours]\ny = 1\n`);
  });
  test('a setting of ours does not slip into a table of the person', async () => {
    const base = '[tool.uv]\na = 1\n';
    const { text } = await merged('toml', base, `${base}[tool.mine]\nx = 1\n`, `${base}b = 1\n`);
    expect(text).toBe(`${base}b = 1\n[tool.mine]\nx = 1\n`);
  });
  test('one table with two contents is a conflict', async () => {
    const base = '[a]\nx = 1\n';
    expect(await merged('toml', base, `${base}\n[b]\ny = 1\n`, `${base}\n[b]\nz = 2\n`)).toMatchObject({ outcome: 'conflict' });
  });
  test('a package that merges in a second time without a conflict is not added', async () => {
    const base = project(['"m",', '"n",', '"o",', '"p",']);
    const yours = project(['"fastapi==1",', '"m",', '"n",', '"o",', '"p",']);
    const { text, outcome } = await merged('toml', base, yours, project(['"m",', '"n",', '"o",', '"p",', '"fastapi",']));
    expect({ text, outcome }).toEqual({ text: yours, outcome: 'unchanged' });
  });
  test('a file that does not parse gets markers, not guesses', async () => {
    const base = project(['"a",']);
    expect(await merged('toml', base, `${project(['"a",', '"b",'])}oops\n`, project(['"a",', '"c",']))).toMatchObject({
      outcome: 'conflict',
    });
  });
});

describe('.pre-commit-config.yaml', () => {
  const repo = (name: string, rev = 'v1') => `  - repo: https://github.com/x/${name}\n    rev: ${rev}\n    hooks:\n      - id: ${name}\n`;
  const base = `repos:\n${repo('ruff')}`;
  test('two repositories at the end both come in', async () => {
    const result = await merged('yaml', base, base + repo('mine'), base + repo('ours'));
    expect(result).toEqual({ text: base + repo('mine') + repo('ours'), outcome: 'merged', rule: 12, note: BOTH });
  });
  test('a repository of both stands once, in the person’s revision', async () => {
    const { text } = await merged('yaml', base, base + repo('a', 'v9'), base + repo('a') + repo('b'));
    expect(text).toBe(base + repo('a', 'v9') + repo('b'));
  });
  test('two local repositories are two', async () => {
    const local = (id: string) => `  - repo: local\n    hooks:\n      - id: ${id}\n`;
    const { text } = await merged('yaml', base, base + local('a'), base + local('b'));
    expect(text).toBe(base + local('a') + local('b'));
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
  test('has one entry of a bot for one package list of one folder', async () => {
    const entry = (ecosystem: string, more = '') => `  - package-ecosystem: ${ecosystem}\n    directory: /\n${more}`;
    const yours = `version: 2\nupdates:\n${entry('"pip"')}`;
    const next = `version: 2\nupdates:\n${entry('github-actions')}${entry('pip', '    groups: {}\n')}`;
    expect(await text(yours, next)).toBe(yours + entry('github-actions'));
  });
  test('is in conflict where one key has two values', async () => {
    expect(await text('version: 1\nupdates:\n  - a\n', 'version: 2\nupdates:\n  - b\n')).toBe('conflict');
  });
});

describe('tasks.py', () => {
  const task = (name: string, body = `    ctx.run("${name}")`) => `\n\n@task\ndef ${name}(ctx: Context) -> None:\n${body}\n`;
  const base = `from invoke import Context, task\n${task('train')}`;
  test('two functions at the end both come in', async () => {
    const result = await merged('python', base, base + task('mine'), base + task('ours'));
    expect(result).toEqual({ text: base + task('mine') + task('ours'), outcome: 'merged', rule: 12, note: BOTH });
  });
  test('two functions in the middle both come in, each with its own decorator', async () => {
    const around = (middle: string) => `${base}${middle}${task('docs')}`;
    const { text } = await merged('python', around(''), around(task('mine')), around(task('ours')));
    expect(text).toBe(around(task('mine') + task('ours')));
  });
  test('functions with the same last line both come in', async () => {
    const same = '    ctx.run("x", echo=True, pty=not WINDOWS)';
    const around = (middle: string) => `${base}${task('a', same)}${middle}${task('docs', same)}`;
    const { text } = await merged('python', around(''), around(task('mine', same)), around(task('ours', same)));
    expect(text).toBe(around(task('mine', same) + task('ours', same)));
  });
  test('a function of both stands once, as the person wrote it', async () => {
    const mine = task('serve', '    ctx.run("my way")');
    const { text, note } = await merged('python', base, base + mine, base + task('serve') + task('ours'));
    expect(text).toBe(base + mine + task('ours'));
    expect(note).toContain('yours stays for serve');
  });
  test('two imports both come in', async () => {
    const module = (imports: string) => `import os\n${imports}\nX = 1\n`;
    const { text } = await merged('python', module(''), module('import sys\n'), module('import json\n'));
    expect(text).toBe(module('import sys\nimport json\n'));
  });
  test('lines added inside one function by both are a conflict', async () => {
    const base = 'def f():\n    a()\n';
    expect(await merged('python', base, `${base}    b()\n`, `${base}    c()\n`)).toMatchObject({ outcome: 'conflict' });
  });
  test('a function that the person has elsewhere makes a conflict, not a second definition', async () => {
    const yours = base.replace('\n\n@task', `${task('serve')}\n\n@task`);
    const { outcome, text } = await merged('python', base, yours, base + task('serve'));
    expect(outcome).toBe('conflict');
    expect(text).toContain('<<<<<<< yours\n=======\n');
  });
  test('a variable with two values is a conflict', async () => {
    expect(await merged('python', 'A = 1\n', 'A = 1\nB = 1\n', 'A = 1\nB = 2\n')).toMatchObject({ outcome: 'conflict' });
  });
  test('a file with an open bracket gets markers', async () => {
    expect(await merged('python', base, `${base}x = (\n`, base + task('ours'))).toMatchObject({ outcome: 'conflict' });
  });
});

describe('pages', () => {
  const base = '# Title\n\nText.\n';
  test('two sections at the end both come in', async () => {
    const { text, rule } = await merged('markdown', base, `${base}\n## Mine\n\nA.\n`, `${base}\n## Ours\n\nB.\n`);
    expect({ text, rule }).toEqual({ text: `${base}\n## Mine\n\nA.\n\n## Ours\n\nB.\n`, rule: 12 });
  });
  test('a section of both stands once, as the person wrote it', async () => {
    const { text } = await merged('markdown', base, `${base}\n## API\n\nMine.\n`, `${base}\n## API\n\nOurs.\n\n## Docs\n\nB.\n`);
    expect(text).toBe(`${base}\n## API\n\nMine.\n\n## Docs\n\nB.\n`);
  });
  test('two entries of an index both come in', async () => {
    const list = '# Docs\n\n- [Train](train.md)\n';
    const { text } = await merged('markdown', list, `${list}- [Mine](mine.md)\n`, `${list}- [Ours](ours.md)\n`);
    expect(text).toBe(`${list}- [Mine](mine.md)\n- [Ours](ours.md)\n`);
  });
  test('a sentence of ours stays in its section, before a section of theirs', async () => {
    const { text } = await merged('markdown', base, `${base}\n## Mine\n\nA.\n`, `${base}\nMore.\n\n## Ours\n\nB.\n`);
    expect(text).toBe(`${base}\nMore.\n\n## Mine\n\nA.\n\n## Ours\n\nB.\n`);
  });
  test('lines of a block of code have an order', async () => {
    const code = (lines: string) => `# Title\n\n\`\`\`bash\nls\n${lines}\`\`\`\n`;
    expect(await merged('markdown', code(''), code('# mine\n'), code('cd ours\n'))).toMatchObject({ outcome: 'conflict' });
  });
  test('two sentences at one place are a conflict', async () => {
    expect(await merged('markdown', base, `${base}Mine.\n`, `${base}Ours.\n`)).toMatchObject({ outcome: 'conflict' });
  });
});
