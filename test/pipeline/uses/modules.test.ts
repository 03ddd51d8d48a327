import { describe, expect, test } from 'vitest';
import { FolderAfter } from '../../../generators/pipeline/uses/folder_after.js';
import { Modules, moduleName, topModules } from '../../../generators/pipeline/uses/modules.js';
import { fill, inScratch } from '../commit/scene.js';

const PROJECT: Readonly<Record<string, string>> = {
  'src/demo/__init__.py': '__version__ = "1"\n',
  'src/demo/model.py': 'from demo.data import load\nclass Model: ...\nif load:\n    EXTRA = 1\n',
  'src/demo/data.py': 'def load(): ...\n',
  'src/demo/open.py': 'def __getattr__(name): ...\n',
  'src/demo/fast.cpython-312-x86_64.so': '',
  'src/demo/parts/one.py': 'A = 1\n',
  'tests/tools.py': 'def check(): ...\n',
};

/** What a module does not find. */
async function missing(path: string, text: string): Promise<string[]> {
  let found: string[] = [];
  await inScratch((root) => {
    fill(root, { ...PROJECT, [path]: text });
    const modules = new Modules(new FolderAfter(root), topModules(Object.keys(PROJECT)));
    found = modules.missingFrom(path).map(({ module, name }) => (name === undefined ? module : `${module}:${name}`));
  });
  return found;
}

describe('an import', () => {
  test.each([
    ['of a module that is not there', 'import demo.metrics\nfrom .metrics import a\n', ['demo.metrics']],
    ['of a module as a name', 'from demo import metrics\nfrom . import plots\n', ['demo:metrics', 'demo:plots']],
    ['of a name that is not defined', 'from demo.model import build, Model\n', ['demo.model:build']],
    ['in a function', 'def f():\n    from demo.model import build\n', ['demo.model:build']],
    [
      'of what is used of a module',
      'from demo import data\nimport demo.model as m\ndata.load(data.save)\nm.Model\nm.build\n',
      ['demo.data:save', 'demo.model:build'],
    ],
    ['from the tests', 'from tests.tools import check, other\n', ['tests.tools:other']],
  ])('%s is found out', async (_, text, expected) => expect(await missing('src/demo/new.py', text)).toEqual(expected));

  test.each([
    ['of another package', 'import metrics\nfrom torch import nope\nfrom demonic import x\n'],
    ['of what a module took from another', 'from demo.model import load, EXTRA\n'],
    [
      'of what nobody can know',
      'from demo.open import anything\nfrom demo.fast import run\nfrom demo import __version__\nfrom demo import *\n',
    ],
    ['of modules in a folder', 'from demo.parts import one\nfrom demo.parts.one import A\nimport demo.parts.one\n'],
    ['that may fail', 'try:\n    from demo.metrics import a\nexcept ImportError:\n    a = None\n'],
    ['in a text', '"""\nfrom demo.metrics import a\n"""\n'],
    ['of a name that means something else later', 'from demo import data\ndef f(data):\n    return data.shape\n'],
  ])('%s is not', async (_, text) => expect(await missing('src/demo/new.py', text)).toEqual([]));
});

test('what modules are called', () => {
  expect(moduleName('src/demo/api')).toBe('demo.api');
  expect([...topModules(['src/demo/a.py', 'tests/b.py', 'tasks.py', 'docs/a.md'])]).toEqual(['demo', 'tests', 'tasks']);
});
