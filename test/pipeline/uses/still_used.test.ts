import { describe, expect, test } from 'vitest';
import type { Change, Write } from '../../../generators/pipeline/change.js';
import { foldersAround } from '../../../generators/pipeline/uses/folder_after.js';
import { noteUses } from '../../../generators/pipeline/uses/still_used.js';
import { fill, inScratch, remove, replace } from '../commit/scene.js';

const PROJECT = { 'src/demo/api.py': 'app = 1\n', 'src/demo/data.py': 'def load(): ...\n', 'tests/conftest.py': 'def client(): ...\n' };
const API = remove('src/demo/api.py', PROJECT['src/demo/api.py']);

interface Given {
  readonly packages?: readonly string[];
  readonly generated?: readonly string[];
}

/** The note on a write, in a project with some files of the person. */
async function note(
  files: Readonly<Record<string, string>>,
  write: Write,
  { packages = [], generated = [] }: Given = {},
): Promise<string | undefined> {
  let found: Change | undefined;
  const change: Change = { path: write.path, outcome: write.after === undefined ? 'removed' : 'updated', rule: 3, writes: [write] };
  await inScratch(async (root) => {
    fill(root, { ...PROJECT, ...files });
    const isGenerated = (path: string): Promise<boolean> => Promise.resolve(generated.includes(path));
    const folders = foldersAround(root, { changes: [change] });
    const aftermath = { folders, tops: new Set(['demo', 'tests']), packages: new Set(packages), isGenerated };
    found = (await noteUses(aftermath, { changes: [change] })).changes[0];
  });
  return found?.note;
}

describe('a file of the person that uses what goes', () => {
  test.each([
    ['src/demo/mine.py', 'from demo.api import app\n'],
    ['src/demo/mine.py', 'from . import api\n'],
    ['src/demo/mine.py', 'def f():\n    from .api import app\n'],
    ['tests/test_mine.py', 'import demo.api as a\n'],
    ['tasks.py', 'run("uvicorn demo.api:app")\n'],
    ['api.dockerfile', 'COPY src/demo/api.py .\n'],
    ['docs/x.md', 'It is in `src/demo/api.py`.\n'],
  ])('is named: %s: %s', async (path, text) => {
    expect(await note({ [path]: text }, API)).toBe(`${path} still uses src/demo/api.py, which is gone.`);
  });
  test('is named with others, what breaks first', async () => {
    const files = { 'README.md': 'demo.api\n', 'run.sh': 'python -m demo.api\n' };
    expect(await note(files, API)).toBe('run.sh, README.md still use src/demo/api.py, which is gone.');
  });
  test.each([
    ['ignored by git', { '.gitignore': '/out/\n', 'out/a.py': 'import demo.api\n' }, {}],
    ['only a comment', { 'a.sh': '# python -m demo.api\n', 'b.py': '# import demo.api\n' }, {}],
    ['as it was generated', { 'a.py': 'import demo.api\n' }, { generated: ['a.py'] }],
    ['broken already', { 'a.py': 'import demo.nothing\n' }, {}],
    ['of another environment', { 'env2/pyvenv.cfg': '', 'env2/a.py': 'import demo.api\n' }, {}],
  ])('is not where it is %s', async (_, files: Readonly<Record<string, string>>, given: Given) => {
    expect(await note(files, API, given)).toBeUndefined();
  });
});

test('a name that a module loses is named', async () => {
  const write = replace('src/demo/data.py', PROJECT['src/demo/data.py'], 'def fetch(): ...\n');
  const files = { 'a.py': 'from demo.data import load\n', 'b.py': 'from demo.data import fetch\n' };
  expect(await note(files, write)).toBe('a.py still imports load from it, which it does not define any more.');
});

test('a fixture is asked for by the name of a parameter', async () => {
  const write = remove('tests/conftest.py', PROJECT['tests/conftest.py']);
  const files = { 'tests/test_a.py': 'def test_a(client): ...\n', 'tests/test_b.py': 'def test_b(other): ...\n' };
  expect(await note(files, write)).toBe('tests/test_a.py still uses tests/conftest.py, which is gone.');
});

test('what is versioned with dvc needs its settings', async () => {
  const files = { '.dvc/config': '[core]\n', 'data/raw.dvc': 'outs:\n', 'dvc.lock': 'schema: 2\n' };
  expect(await note(files, remove('.dvc/config', '[core]\n'))).toBe('data/raw.dvc, dvc.lock still use .dvc/config, which is gone.');
});

test('a package that is no dependency any more is named at the list of packages', async () => {
  const write = replace('pyproject.toml', 'dependencies = ["fastapi"]\n', 'dependencies = []\n');
  const files = { 'pyproject.toml': 'dependencies = ["fastapi"]\n', 'src/demo/mine.py': 'import fastapi\n' };
  expect(await note(files, write, { packages: ['fastapi'] })).toBe('src/demo/mine.py still uses fastapi, which is no dependency any more.');
});
