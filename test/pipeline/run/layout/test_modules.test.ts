import { describe, expect, test } from 'vitest';
import { findClashes } from '../../../../generators/pipeline/run/layout/test_modules.js';
import { outcomes, Scratch } from '../scratch.js';
import { IN_FOLDERS } from './layout_pack.js';

const NEW = 'tests/integrationtests/test_apis.py';
const TABLE =
  '[tool.pytest.ini_options]\ntestpaths = ["tests"]\naddopts = ["--strict-markers", "-m", "not slow"] # all tests: pytest -m ""\n';

/** The files of the person with which a new test module clashes. */
function clashes(files: Readonly<Record<string, string>>, settings = TABLE): readonly string[] {
  const scratch = new Scratch();
  for (const [path, text] of Object.entries(files)) scratch.write(path, text);
  return findClashes(scratch.root, [NEW], new Set([NEW]), settings).get(NEW)?.with ?? [];
}

describe('a new test module', () => {
  test('cannot be collected beside one of its name, as pytest imports both by the name alone', () => {
    expect(clashes({ 'tests/test_apis.py': '' })).toEqual(['tests/test_apis.py']);
    expect(clashes({ 'tests/ours/deep/test_apis.py': '' })).toEqual(['tests/ours/deep/test_apis.py']);
    expect(clashes({ 'tests/test_other.py': '' })).toEqual([]);
  });
  test('has another name where one of them is in a package', () => {
    expect(clashes({ 'tests/ours/test_apis.py': '', 'tests/ours/__init__.py': '' })).toEqual([]);
    expect(clashes({ 'tests/test_apis.py': '', 'tests/integrationtests/__init__.py': '' })).toEqual([]);
    expect(clashes({ 'tests/ours/test_apis.py': '', 'tests/__init__.py': '' })).toEqual(['tests/ours/test_apis.py']);
  });
  test('is not collected together with what is outside of testpaths', () => {
    expect(clashes({ 'backend/test_apis.py': '' })).toEqual([]);
    expect(clashes({ 'backend/test_apis.py': '' }, '')).toEqual(['backend/test_apis.py']);
    expect(clashes({ 'backend/test_apis.py': '', 'pyproject.toml': TABLE.replace('"tests"', '"tests", "backend"') })).toEqual([
      'backend/test_apis.py',
    ]);
    expect(clashes({ 'backend/test_apis.py': '', 'pytest.ini': '[pytest]\n' })).toEqual(['backend/test_apis.py']);
    expect(clashes({ 'backend/test_apis.py': '', 'pytest.ini': '[pytest]\ntestpaths =\n    tests\n    backend/\n' })).toEqual([
      'backend/test_apis.py',
    ]);
  });
  test('can be collected with importlib, where pytest reads that', () => {
    const ours = { 'tests/test_apis.py': '' };
    const importlib = TABLE.replace('"--strict-markers"', '"--import-mode=importlib"');
    expect(clashes(ours, importlib)).toEqual([]);
    expect(clashes({ ...ours, 'pyproject.toml': importlib })).toEqual([]);
    expect(clashes({ ...ours, 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = "-q"\n' }, importlib)).toEqual([
      'tests/test_apis.py',
    ]);
    expect(clashes({ ...ours, 'pytest.ini': '[pytest]\naddopts = -q --import-mode importlib\n' })).toEqual([]);
    expect(clashes({ ...ours, 'pytest.ini': '[pytest]\naddopts = -q\n' }, importlib)).toEqual(['tests/test_apis.py']);
  });
});

test('a command writes it beside its place, and says why', async () => {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal');
  scratch.write('tests/ours/test_api.py', 'def test_ours():\n    pass\n');
  const result = await scratch.result('add', ['api']);
  expect(result.exitCode).toBe(2);
  expect(outcomes(result)).toMatchObject({ 'tests/test_api.py': 'conflict' });
  expect(result.changes.find(({ path }) => path === 'tests/test_api.py')?.note).toBe(
    'pytest cannot tell it from tests/ours/test_api.py, a test module of the same name; yours stays, the generated file is tests/test_api.py.generated.',
  );
  expect(scratch.read('tests/test_api.py.generated')).toContain('def test_api');
  expect((await scratch.result('add', ['api'])).changes).toEqual([]);
});
