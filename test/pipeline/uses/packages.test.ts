import { describe, expect, test } from 'vitest';
import { FolderAfter } from '../../../generators/pipeline/uses/folder_after.js';
import { packagesUsedBy, programsIn, unlisted } from '../../../generators/pipeline/uses/packages.js';
import { fill, inScratch } from '../commit/scene.js';

const GONE = new Set(['fastapi', 'scikit-learn', 'dvc', 'pre-commit', 'pre-commit-hooks']);

function notebook(...source: string[]): string {
  return JSON.stringify({ cells: [{ cell_type: 'code', source }] });
}

test('packages that no list names any more', () =>
  inScratch((root) => {
    fill(root, { 'pyproject.toml': 'dependencies = ["dvc>=3"]\n[x]\nfastapi = [\n]\n', 'requirements.txt': 'scikit-learn==1.9\n' });
    expect([...unlisted(GONE, new FolderAfter(root))]).toEqual(['fastapi', 'pre-commit', 'pre-commit-hooks']);
  }));

describe('a file that needs a package', () => {
  test.each([
    ['src/a.py', 'from fastapi.testclient import TestClient\nimport sklearn\n', ['fastapi', 'scikit-learn']],
    ['src/a.py', 'from demo.fastapi import x\n', []],
    ['.github/workflows/a.yaml', '      - run: uv run dvc pull\n', ['dvc']],
    ['.github/workflows/a.yaml', '      - name: dvc pull\n        run: uvx dvc pull\n', []],
    ['a.sh', 'pip install dvc\ndvc pull\n', []],
    ['tasks.py', 'ctx.run("uv run --no-sync dvc pull")\nrun(["pre-commit", "run"])\n', ['dvc', 'pre-commit']],
    ['tasks.py', '# "dvc pull"\nprint("we use dvc")\n', []],
    ['.husky/pre-commit', 'pre-commit run\n', ['pre-commit']],
    ['notes.md', 'dvc pull\n', []],
    ['.pre-commit-config.yaml', '      - id: x\n        entry: uv run --no-sync check-yaml\n', ['pre-commit', 'pre-commit-hooks']],
    ['.pre-commit-config.yaml', '  - repo: https://github.com/pre-commit/pre-commit-hooks\n      - id: check-yaml\n', ['pre-commit']],
    ['a.ipynb', notebook('import numpy\n', 'from fastapi import FastAPI\n'), ['fastapi']],
    ['a.ipynb', notebook('%pip install x\n', '!dvc pull\n', '!uv run dvc push'), ['dvc']],
    ['a.ipynb', '{"cells": [{"cell_type": "code", "source": "import sklearn"}]}', ['scikit-learn']],
    ['a.ipynb', '{"cells": [{"cell_type": "markdown", "source": "import sklearn"}]}', []],
    ['a.ipynb', 'import sklearn', []],
  ])('%s: %s', (path, text, expected) => expect(packagesUsedBy(path, text, GONE)).toEqual(expected));
});

test('a program is named at the start of a command', () => {
  expect(programsIn('exec .venv/bin/dvc push && pre-commit run', GONE)).toEqual(['dvc', 'pre-commit']);
  expect(programsIn('my-dvc push; dvc-data', GONE)).toEqual([]);
});
