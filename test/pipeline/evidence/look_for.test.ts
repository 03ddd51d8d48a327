import { describe, expect, it } from 'vitest';
import type { Sign } from '../../../generators/pipeline/pack/pack.js';
import { lookIn } from './scene.js';

const FILES = {
  'pyproject.toml': '[tool.mypy]\nstrict = true\n',
  'tests/test_a.py': 'import torch\n\ndef test_a():\n    assert torch.rand(1)\n',
};

describe('a sign is looked for by its kind', () => {
  it.each<[Sign, string]>([
    [{ kind: 'file', path: '*.toml' }, '*.toml in pyproject.toml'],
    [{ kind: 'content', path: '*.toml', text: 'strict' }, 'strict in pyproject.toml:2'],
    [{ kind: 'imports', module: 'torch' }, 'imports torch in tests/test_a.py:1'],
    [{ kind: 'tests' }, '1 test in tests/test_a.py:3'],
    [{ kind: 'setting', path: 'pyproject.toml', key: 'tool.mypy' }, 'tool.mypy in pyproject.toml:1'],
    [{ kind: 'git', what: 'commit' }, 'no-git'],
    [{ kind: 'declared', what: 'Is it done?' }, ''],
    [{ kind: 'invoke', task: 'lint' }, ''],
    [{ kind: 'pytest', path: 'tests/test_a.py' }, ''],
  ])('%j', async (sign, expected) => {
    expect(await lookIn(FILES, sign)).toBe(expected);
  });
});
