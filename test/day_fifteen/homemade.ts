import type { Scene } from './habit.js';
import type { Files } from './moves.js';

/** What a group made by hand before it added the stage that brings a file of that name. */
interface Homemade {
  readonly path: string;
  readonly odds: number;
  /** A whole file under our name: a person has to choose. */
  readonly rivals?: boolean;
  readonly text: string;
}

const HOMEMADE: readonly Homemade[] = [
  {
    path: '.pre-commit-config.yaml',
    odds: 0.3,
    text: `repos:
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v5.0.0
    hooks:
      - id: trailing-whitespace
      - id: end-of-file-fixer
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.9.0
    hooks:
      - id: ruff
`,
  },
  { path: '.dockerignore', odds: 0.3, text: '.git\n.venv\ndata/\nmodels/\n*.ipynb\n' },
  { path: '.dvcignore', odds: 0.3, text: '# Add patterns of files dvc should ignore, which could improve\n# the performance.\n' },
  { path: 'data/.gitignore', odds: 0.3, text: '/raw\n' },
  {
    path: '.github/dependabot.yaml',
    odds: 0.2,
    text: 'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    schedule:\n      interval: weekly\n',
  },
  {
    path: 'tasks.py',
    odds: 0.4,
    text: `from invoke import Context, task


@task
def lint(ctx: Context) -> None:
    """Look at the style."""
    ctx.run("ruff check .", echo=True)


@task
def train(ctx: Context) -> None:
    """Train."""
    ctx.run("python -m leaves.train", echo=True)
`,
  },
  {
    path: 'dockerfiles/train.dockerfile',
    odds: 0.02,
    rivals: true,
    text: 'FROM python:3.12-slim\nCOPY . .\nRUN pip install .\nCMD ["python", "-m", "leaves.train"]\n',
  },
  {
    path: '.github/workflows/tests.yaml',
    odds: 0.02,
    rivals: true,
    text: `name: Tests
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
`,
  },
  { path: 'src/pkgname/api.py', odds: 0.02, rivals: true, text: '"""Our API."""\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n' },
];

/** Adds what people made by hand where the template has no such file yet. */
export function makeByHand(files: Files, { chance, packageName, isHarmless }: Scene): void {
  for (const { path, odds, text, rivals } of HOMEMADE) {
    const place = path.replace('pkgname', packageName);
    if (files.has(place) || !chance.happens(odds)) continue;
    if (rivals !== true || isHarmless !== true) files.set(place, text);
  }
}
