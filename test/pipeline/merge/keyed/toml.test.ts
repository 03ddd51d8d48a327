import { describe, expect, test } from 'vitest';
import { ENTRIES, merged } from '../merged.js';

describe('pyproject.toml', () => {
  const project = (lines: string[], rest = '') =>
    `[project]\nname = "x"\ndependencies = [\n${lines.map((line) => `    ${line}\n`).join('')}]\n${rest}`;
  const base = project(['"torch",']);
  const ours = project(['"torch",', '"fastapi",']);
  test('two packages at the end of the list both come in', async () => {
    const result = await merged('toml', base, project(['"torch",', '"pandas",']), ours);
    expect(result).toEqual({ text: project(['"torch",', '"pandas",', '"fastapi",']), outcome: 'merged', rule: 12, note: ENTRIES });
  });
  test('a missing comma is put between them', async () => {
    const { text } = await merged('toml', base, project(['"torch",', '"pandas"  # mine']), ours);
    expect(text).toBe(project(['"torch",', '"pandas",  # mine', '"fastapi"']));
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
    expect(await merged('toml', base, `${base}\n[b]\ny = 1\n`, `${base}\n[b]\ny = 2\n`)).toMatchObject({ outcome: 'conflict' });
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
  test('a group of ours joins the person’s group of the same name in another spelling', async () => {
    const base = '[dependency-groups]\ndev = []\n';
    const yours = `${base}Tests = ["hypothesis"]\n`;
    const { text, outcome } = await merged('toml', base, yours, `${base}tests = ["pytest"]\n`);
    expect({ text, outcome }).toEqual({ text: `${base}Tests = ["hypothesis", "pytest"]\n`, outcome: 'merged' });
  });
});

test('two forms of the table of pytest in one file are a conflict, as pytest refuses both together', async () => {
  const base = '[project]\nname = "x"\n';
  const yours = `${base}\n[tool.pytest]\nminversion = "9"\n\n[tool.ours]\na = 1\n`;
  const next = `${base}\n[tool.pytest.ini_options]\naddopts = "-q"\n`;
  expect(await merged('toml', base, yours, next)).toMatchObject({ outcome: 'conflict' });
  expect(await merged('toml', base, yours.replace('[tool.pytest]', '[tool.mine]'), next)).toMatchObject({ outcome: 'merged' });
});
