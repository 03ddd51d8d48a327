import { describe, expect, it } from 'vitest';
import { draftsFor } from '../../../generators/pipeline/exam_report/drafts.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { type Files, writeFolder } from '../../packs/pack_folder.js';
import { yearReport } from '../../support/reports.js';

const { form } = await yearReport('2026');

async function linesOf(question: number, files: Files): Promise<readonly string[]> {
  const drafts = await draftsFor([question], form, new Repository(writeFolder(files)));
  return drafts.flatMap(({ lines }) => lines);
}

describe('what a repository knows for an answer', () => {
  it.each<[string, number, Files, string[]]>([
    [
      'its tests',
      7,
      {
        'tests/test_a.py': 'def test_a():\n    assert a\n\n\ndef test_b():\n    pass\n',
        'tests/test_c.py': 'def test_c():\n    assert c\n',
      },
      ['2 test functions: 1 in tests/test_a.py, 1 in tests/test_c.py'],
    ],
    ['no tests', 7, { 'tests/test_a.py': 'def test_a():\n    pass\n' }, []],
    ['its workflows', 11, { '.github/workflows/tests.yaml': 'a' }, ['[tests.yaml](../.github/workflows/tests.yaml)']],
    [
      'its settings',
      12,
      { 'configs/config.yaml': '# lr: 1\nlr: 0.001 # small\nmodel:\n  width: 64\nname: a b\n' },
      ['[configs/config.yaml](../configs/config.yaml) has `lr: 0.001`, `width: 64`'],
    ],
    ['its images', 19, { 'reports/figures/my_bucket.png': 'a' }, ['![my_bucket](figures/my_bucket.png)']],
    [
      'its dependencies',
      4,
      {
        'pyproject.toml':
          '[project]\ndependencies = ["torch>=2", "hydra-core"]\n[dependency-groups]\ndev = ["pytest", { include-group = "x" }]\n',
        'requirements_dev.txt': '# tools\nruff==1\n-r requirements.txt\n',
      },
      [
        'pyproject.toml has dependencies: torch, hydra-core; pyproject.toml has dev: pytest',
        'requirements_dev.txt names ruff',
        '[pyproject.toml](../pyproject.toml), [requirements_dev.txt](../requirements_dev.txt)',
      ],
    ],
    ['its tools', 6, { 'pyproject.toml': '[tool.ruff]\n[tool.mypy]\n' }, ['pyproject.toml has settings for ruff, mypy']],
    ['nothing of a file that is none of its kind', 6, { 'pyproject.toml': '[tool' }, []],
    ['nothing of a name that Markdown or a checker takes for more', 11, { '.github/workflows/a](b) ## Answer:.yaml': 'a' }, []],
    ['nothing where the pack names nothing', 30, { 'README.md': 'a' }, []],
  ])('is told for people to paste: %s', async (_, question, files, expected) => {
    expect(await linesOf(question, files)).toEqual(expected);
  });

  it('is never endless', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`.github/workflows/w${index}.yaml`, 'a']));
    const [line = ''] = await linesOf(11, files);
    expect(line).toMatch(/\.yaml\) and 22 more$/);
  });

  it('changes nothing that the course would count otherwise', async () => {
    const lines = await Promise.all(
      [4, 6, 7, 11, 12].map((question) =>
        linesOf(question, { 'pyproject.toml': '[tool."##"]\n[project]\ndependencies = ["## Answer:"]\n' }),
      ),
    );
    expect(lines.flat().filter((line) => line.includes('##') || line.includes('Answer:'))).toEqual([]);
  });
});
