import { describe, expect, test } from 'vitest';
import { FolderAfter } from '../../../generators/pipeline/uses/folder_after.js';
import { isPage, Mentions, withoutComments } from '../../../generators/pipeline/uses/mentions.js';
import { fill, inScratch, remove } from '../commit/scene.js';

const GONE: Readonly<Record<string, string>> = {
  'src/demo/api.py': 'app = 1\n',
  'docs/api.md': '# API\n',
  'dvc.yaml': 'stages:\n',
  '.github/workflows/tests.yaml': 'on: push\n',
  'configs/optimizer/adam.yaml': 'lr: 1\n',
  'tasks_stages/api.py': '@task\ndef test_api(ctx):\n    pass\n',
  'monitoring/rules/a.yaml': 'x\n',
};

/** What a text in a file says about what is gone. */
async function named(file: string, text: string): Promise<string[]> {
  let found: string[] = [];
  await inScratch((root) => {
    fill(root, { ...GONE, 'configs/config.yaml': '', 'src/demo/data.py': '' });
    const writes = Object.entries(GONE).map(([path, was]) => remove(path, was));
    found = [...new Mentions(Object.keys(GONE), new FolderAfter(root), new FolderAfter(root, writes)).in(file, text)];
  });
  return found;
}

describe('a text that names what is gone', () => {
  test.each([
    ['Makefile', 'run:\n\tpython ./src/demo/api.py\n', 'src/demo/api.py'],
    ['Dockerfile', 'CMD ["uvicorn", "demo.api:app"]\n', 'src/demo/api.py'],
    ['a.ipynb', '"from demo import data, api\\n"', 'src/demo/api.py'],
    ['docs/index.md', 'See [the API](api.md#start).\n', 'docs/api.md'],
    ['README.md', '[![t](https://github.com/o/r/actions/workflows/tests.yaml/badge.svg)]\n', '.github/workflows/tests.yaml'],
    ['.github/workflows/mine.yaml', 'uses: ./.github/workflows/tests.yaml\n', '.github/workflows/tests.yaml'],
    ['.github/workflows/mine.yaml', 'run: uv run invoke test-api\n', 'tasks_stages/api.py'],
    ['mkdocs.yaml', 'nav:\n  - API: api.md\n', 'docs/api.md'],
    ['configs/config.yaml', 'defaults:\n  - _self_\n  - optimizer: adam # the best\nseed: 1\n', 'configs/optimizer/adam.yaml'],
    ['configs/experiment/a.yaml', 'defaults:\n  - override /optimizer: adam\n', 'configs/optimizer/adam.yaml'],
    ['run.sh', 'dvc repro dvc.yaml\n', 'dvc.yaml'],
    ['x.dockerfile', 'COPY monitoring ./\n', 'monitoring/rules/a.yaml'],
    ['x.dockerfile', 'COPY --chown=1 pyproject.toml monitoring/ /app\n', 'monitoring/rules/a.yaml'],
    ['run.sh', 'ls monitoring/rules\n', 'monitoring/rules/a.yaml'],
    ['run.sh', 'uv run pytest -q ./monitoring\n', 'monitoring/rules/a.yaml'],
    ['a.ipynb', '"!ruff check src monitoring"\n', 'monitoring/rules/a.yaml'],
  ])('%s: %s', async (file, text, path) => expect(await named(file, text)).toEqual([path]));

  test.each([
    ['README.md', 'Our API, and monitoring, and demo.\n'],
    ['README.md', 'src/demo/api.pyc my-src/demo/api.py dvc.yaml.bak demo.apis xdemo.api\n'],
    ['run.sh', 'pytest tests # of monitoring\nls x/monitoring/rules monitoring/rules-2\n'],
    ['a.sh', 'cat other/dvc.yaml; invoke test-api-2\n'],
    ['configs/config.yaml', 'defaults:\n  - optimizer: sgd\nmodel: adam\n'],
    ['other/docs.md', 'See [it](api.md).\n'],
  ])('is not one that names something else: %s: %s', async (file, text) => expect(await named(file, text)).toEqual([]));
});

test('a comment is no use, and a heading is no comment', () => {
  expect(withoutComments('a.yaml', '# a\nb: 1 # c\n')).toBe('\nb: 1 # c\n');
  expect(withoutComments('a.md', '# a\n')).toBe('# a\n');
  expect([isPage('a.md'), isPage('a.py')]).toEqual([true, false]);
});
