import { describe, expect, it } from 'vitest';
import type { Sign } from '../../../generators/pipeline/pack/pack.js';
import { lookIn } from './scene.js';

describe('an import', () => {
  it.each<[string, string, Partial<Sign>, string]>([
    ['is used', 'import fastapi\napp = fastapi.FastAPI()\n', { module: 'fastapi' }, 'imports fastapi in a.py:1'],
    ['is not used', 'import fastapi\n', { module: 'fastapi' }, 'import-unused a.py:1'],
    [
      'is used by another name',
      'import streamlit as st\nst.title("x")\n',
      { module: 'streamlit', names: ['title'] },
      'imports streamlit in a.py:1',
    ],
    [
      'is used for something else',
      'import streamlit as st\nst.cache()\n',
      { module: 'streamlit', names: ['title'] },
      'import-unused a.py:1',
    ],
    ['takes a name', 'from torch import nn\nnn.Linear\n', { module: 'torch', names: ['nn'] }, 'imports torch in a.py:1'],
    ['takes a name and leaves it', 'from torch import nn\n', { module: 'torch', names: ['nn'] }, 'import-unused a.py:1'],
    ['takes another name', 'from torch import Tensor\nTensor()\n', { module: 'torch', names: ['nn'] }, 'import-unused a.py:1'],
    [
      'takes a module of a package',
      'from torch.nn.utils import prune\nprune.l1()\n',
      { module: 'torch.nn.utils.prune' },
      'imports torch.nn.utils.prune in a.py:1',
    ],
    ['goes over lines', 'x = 1\nfrom a import (\n    b,\n    c,\n)\nc()\n', { module: 'a', names: ['c'] }, 'imports a in a.py:2'],
    ['stands behind another one', 'import os; import fire\nfire.Fire()\n', { module: 'fire' }, 'imports fire in a.py:1'],
    ['stands in a function', 'def f():\n    import fire\n    fire.Fire()\n', { module: 'fire' }, 'imports fire in a.py:2'],
    ['is made by a call', 'x = import_module("evidently.presets")\n', { module: 'evidently' }, 'imports evidently in a.py:1'],
    ['stands in a comment', '# import fire\nfire.Fire()\n', { module: 'fire' }, 'never-imported'],
    ['stands in documentation', '"""\nimport fire\nfire.Fire()\n"""\n', { module: 'fire' }, 'never-imported'],
    ['is used in a string only', 'import fire\nprint("fire.Fire()")\n', { module: 'fire' }, 'import-unused a.py:1'],
    ['is used in the field of a string', 'import fire\nprint(f"{fire.x}")\n', { module: 'fire' }, 'imports fire in a.py:1'],
    ['never happens', 'if False:\n    import fire\n    fire.Fire()\n', { module: 'fire' }, 'never-imported'],
    ['is of a module whose name begins alike', 'import fastapi_users\nfastapi_users.x\n', { module: 'fastapi' }, 'never-imported'],
  ])('%s', async (_, code, fields, expected) => {
    expect(await lookIn({ 'a.py': code }, { kind: 'imports', ...fields })).toBe(expected);
  });

  it.each([
    ['pyproject.toml', '[project]\ndependencies = ["hydra-core>=1.3"]\n', 'hydra'],
    ['requirements_dev.txt', 'pytest-cov\nlocust==2.0\n', 'locust'],
    ['environment.yml', 'dependencies:\n  - evidently\n', 'evidently'],
  ])('that %s declares and nothing makes is told from one that nobody speaks of', async (list, text, module) => {
    expect(await lookIn({ [list]: text, 'a.py': 'x = 1\n' }, { kind: 'imports', module })).toBe(`only-declared ${list}`);
    expect(await lookIn({ [list]: text, 'a.py': 'x = 1\n' }, { kind: 'imports', module: 'fire' })).toBe('never-imported');
  });

  it('of a part of a package that is declared is not told as if nothing imported the package', async () => {
    const files = { 'requirements.txt': 'torch\n', 'a.py': 'import torch\ntorch.zeros(1)\n' };
    expect(await lookIn(files, { kind: 'imports', module: 'torch.profiler' })).toBe('never-imported');
  });

  it('in another folder does not count where one is named', async () => {
    const files = { 'tests/a.py': 'import fire\nfire.Fire()\n' };
    expect(await lookIn(files, { kind: 'imports', module: 'fire', in: 'src' })).toBe('never-imported');
    expect(await lookIn(files, { kind: 'imports', module: 'fire', in: 'tests' })).toBe('imports fire in tests/a.py:1');
  });

  it.each([
    ['that never end', 'from a import (\n'.repeat(60_000)],
    ['of the module that is looked for', 'import fire\n'.repeat(80_000)],
    ['under many names', Array.from({ length: 20_000 }, (_, at) => `import fire as f${at}\nx = ${at}\n`).join('')],
    ['on one line', `import ${'a, '.repeat(300_000)}fire\n`],
  ])('is looked for soon among imports %s', async (_, code) => {
    const start = Date.now();
    await lookIn({ 'a.py': code }, { kind: 'imports', module: 'fire', names: ['Fire'] });
    expect(Date.now() - start).toBeLessThan(5000);
  });
});
