import { describe, expect, test } from 'vitest';
import { splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { readLogicalLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';
import { changeIn, written } from '../trees.js';

/** Merges a Python module of which the pack says nothing; a conflict is said by its markers. */
async function merged(base: string, yours: string, next: string) {
  const change = await changeIn({ base: { 'm.py': base }, yours: { 'm.py': yours }, next: { 'm.py': next } });
  return { text: written(change.writes, 'm.py') ?? yours, outcome: change.outcome, note: change.note };
}

const NOTE = 'You and the generator changed different statements at the same place, and both changes are in.';

describe('a module that somebody formatted with other settings', () => {
  const base = 'def run(epochs: int = 1, seed: int = 2) -> None:\n    train(epochs, seed)\n\n\nrun()\n';
  const wrapped = base.replace('epochs: int = 1, seed: int = 2', '\n    epochs: int = 1,\n    seed: int = 2,\n');
  test('gets what we changed, as if it were laid out as before', async () => {
    const next = base.replace('def run(epochs: int = 1, seed: int = 2)', 'def run(config: Config)').replace('epochs, seed', 'config');
    expect((await merged(base, wrapped, next)).text).toBe(next);
  });
  test('keeps its layout where we changed nothing', async () => {
    const next = base.replace('\n\n\nrun()\n', '\n\n\nstop()\n');
    expect((await merged(base, wrapped, next)).text).toBe(wrapped.replace('\nrun()\n', '\nstop()\n'));
  });
  test('keeps Windows line ends', async () => {
    const next = base.replace('(epochs: int = 1, seed: int = 2)', '(config: Config)');
    const { text } = await merged(base, wrapped.replaceAll('\n', '\r\n'), next);
    expect(text).toBe(next.replaceAll('\n', '\r\n'));
  });
  test('is in conflict where it says something else too', async () => {
    const next = base.replace('seed: int = 2', 'seed: int = 3');
    expect(await merged(base, wrapped.replace('seed: int = 2', 'seed: int = 4'), next)).toMatchObject({ outcome: 'conflict' });
  });
});

describe('what is told of a merge is true', () => {
  const ours = expect.stringContaining('where you changed only the layout it is that of the generator');
  const theirs = expect.stringContaining('where the generator changed only the layout it is yours');
  test.each<[string, string, string, string, unknown]>([
    ['two changed statements', 'a = 1\nb = 2\n', 'a = 7\nb = 2\n', 'a = 1\nb = 3\n', NOTE],
    ['the person removed the end of the last line, which we change', 'a = 1\nb = 2\n', 'a = 1\nb = 2', 'a = 1\nb = 3\n', ours],
    ['the same within a function', 'def f():\n    return 1\n', 'def f():\n    return 1', 'def f():\n    return 2\n', ours],
    ['the person added a blank line after one that we change', 'a = 1\nb = 2\n', 'a = 1\nb = 2\n\n', 'a = 1\nb = 3\n', ours],
    ['the person formatted a statement that we change', 'a = [1, 2]\n', 'a = [1,2]\n', 'a = [1, 3]\n', ours],
    ['we formatted a statement that the person changed', 'a = [1, 2]\n', 'a = [1, 3]\n', 'a = [1,2]\n', theirs],
  ])('%s', async (_, base, yours, next, note) => {
    expect((await merged(base, yours, next)).note).toEqual(note);
  });
});

describe('statements of the margin', () => {
  const module = (imports: string, rest = 'x = 1\n') => `"""About."""\n\n${imports}\n\n${rest}`;
  test('an import of theirs beside one that we replace: both changes are in', async () => {
    const result = await merged(module('import typer\n'), module('import torch\nimport typer\n'), module('import hydra\n'));
    expect(result).toEqual({ text: module('import hydra\nimport torch\n'), outcome: 'merged', note: NOTE });
  });
  test('a module that they import from is not the name that we take away', async () => {
    const yours = module('import typer\nfrom typer import echo\n');
    expect((await merged(module('import typer\n'), yours, module('import hydra\n'))).text).toBe(
      module('import hydra\nfrom typer import echo\n'),
    );
  });
  test('an import that we take away and that they use now: a conflict', async () => {
    const yours = module('import torch\nimport typer\n', 'x = 1\n\n\ndef mine() -> None:\n    typer.echo("hello")\n');
    expect(await merged(module('import typer\n'), yours, module('import hydra\n'))).toMatchObject({ outcome: 'conflict' });
  });
  test('a name that they take away and that we use now: a conflict', async () => {
    const next = module('import hydra\nimport typer\n', 'x = typer.Typer()\n');
    expect(await merged(module('import typer\n'), module('import torch\n'), next)).toMatchObject({ outcome: 'conflict' });
  });
  test('a function of theirs between two that we replace: both changes are in', async () => {
    const mine = 'def mine() -> int:\n    return 1\n';
    const base = 'main = App()\n\n\n@main.command()\ndef run() -> None:\n    go()\n\n\nif True:\n    main()\n';
    const next = '@hydra.main()\ndef main() -> None:\n    go()\n\n\nif True:\n    main()\n';
    const { text } = await merged(base, base.replace('@main', `${mine}\n\n@main`), next);
    expect(text).toBe(next.replace('if True', `${mine}\n\nif True`));
  });
  test('a function of theirs rewritten next to one that we replace: both changes are in', async () => {
    const base = 'def a() -> int:\n    return 1\n\n\nb = make()\n';
    const { text } = await merged(base, base.replace('return 1', 'return 2'), base.replace('\n\n\nb = make()', '\n\n\nb = build()'));
    expect(text).toBe('def a() -> int:\n    return 2\n\n\nb = build()\n');
  });
  test('a statement that both added stands once, beside others that each changed', async () => {
    const base = 'a = 1\nb = 1\nc = 1\n';
    const yours = 'a = 1\nb = 2\nboth = (1,)\nc = 1\n';
    expect((await merged(base, yours, 'a = 2\nb = 1\nboth = (1,)\nc = 1\n')).text).toBe(yours.replace('a = 1', 'a = 2'));
  });
  test('one function that both changed: a conflict, and nothing beside it', async () => {
    const base = 'def a() -> int:\n    return 1\n';
    expect(await merged(base, base.replace('1', '2'), base.replace('1', '3'))).toMatchObject({ outcome: 'conflict' });
  });
  test('two statements in an order that may matter: a conflict', async () => {
    expect(await merged('start()\n', 'open()\nstart()\n', 'begin()\n')).toMatchObject({ outcome: 'conflict' });
  });
  test('a module that cannot be read gets the markers of a merge by lines', async () => {
    expect(await merged('import typer\n', 'import torch\nimport typer\nx = (\n', 'import hydra\n')).toMatchObject({ outcome: 'conflict' });
  });
});

describe('what a statement says', () => {
  const key = (text: string) => readLogicalLines(splitLines(text))?.map(({ key }) => key);
  test.each([
    ['f(a, b)', 'f(\n    a,\n    b,\n)'],
    ['x = [1, 2]', 'x = [\n    1,\n    2,\n]'],
    ['x = {"a": 1}', 'x = {\n    "a": 1,\n}'],
    ['from a import b, c', 'from a import (\n    b,\n    c,\n)'],
    ['x = f(a)[0]', 'x = f(\n    a,\n)[0]'],
    ['x = 1', '\n\nx  =  1'],
  ])('%s is laid out in another way: %j', (one, other) => {
    expect(key(`${other}\n`)).toEqual(key(`${one}\n`));
  });
  test.each([
    ['x = (1,)', 'x = (1)'],
    ['return (a,)', 'return (a)'],
    ['x = y[0,]', 'x = y[0]'],
    ['x = "a  b"', 'x = "a b"'],
    ['x = "a,)"', 'x = "a)"'],
    ['x = 1  # why', 'x = 1'],
    ['not_x', 'not _x'],
    ['if a:\n    b\n    c', 'if a:\n    b\nc'],
    ['x = """a\n"""', 'x = """a"""'],
  ])('%j says something else than %j', (one, other) => {
    expect(key(`${other}\n`)).not.toEqual(key(`${one}\n`));
  });
});

describe('a string within a replacement field of a string', () => {
  const base = 'def show(names: list[str]) -> str:\n    return f"{" ".join(names)}"\n';
  const yours = base.replace('" "', '"   "');
  const next = base.replace('names)}"', 'names)}!"');
  test('is the person’s where they wrote blanks into it: a conflict, and nothing lost', async () => {
    const { text, outcome } = await merged(base, yours, next);
    expect(outcome).toBe('conflict');
    expect(text).toContain('    return f"{"   ".join(names)}"\n');
  });
  test('is the person’s in a file to which both add, too', async () => {
    const policy = { additive: 'python' } as const;
    const change = await changeIn({ base: { 'm.py': base }, yours: { 'm.py': yours }, next: { 'm.py': next }, policy });
    expect(change.outcome).toBe('conflict');
    expect(written(change.writes, 'm.py')).toContain('    return f"{"   ".join(names)}"\n');
  });
});

test('an import from the future stays first, or the place is a conflict', async () => {
  const { outcome } = await merged('X = 1\n', 'from __future__ import annotations\nX = 1\n', 'import os\nX = 1\n');
  expect(outcome).toBe('conflict');
});
