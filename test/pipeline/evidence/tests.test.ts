import { describe, expect, it } from 'vitest';
import { lookIn } from './scene.js';

const PATH = 'tests/test_a.py';

describe('a test', () => {
  it.each([
    ['asserts', 'def test_a():\n    assert f() == 1\n', '1 test in tests/test_a.py:1'],
    ['expects an error', 'def test_a():\n    with pytest.raises(ValueError):\n        f()\n', '1 test in tests/test_a.py:1'],
    ['calls what asserts', 'def test_a():\n    np.testing.assert_allclose(a, b)\n', '1 test in tests/test_a.py:1'],
    ['stands in a class', 'class TestA:\n    def test_a(self):\n        self.assertEqual(1, f())\n', '1 test in tests/test_a.py:2'],
    ['is asynchronous', 'async def test_a():\n    assert await f()\n', '1 test in tests/test_a.py:1'],
    ['has many arguments', 'def test_a(\n    a,\n    b,\n) -> None:\n    assert a\n', '1 test in tests/test_a.py:1'],
    [
      'has company',
      'def test_a():\n    assert a\n\n\ndef helper():\n    pass\n\n\ndef test_b():\n    assert b\n',
      '2 tests in tests/test_a.py:1 tests/test_a.py:9',
    ],
    ['does nothing', 'def test_a():\n    pass\n', 'no-tests'],
    ['is true whatever happens', 'def test_a():\n    assert True\n', 'no-tests'],
    ['asserts a text', 'def test_a():\n    assert "it works"\n', 'no-tests'],
    ['asserts in a string', 'def test_a():\n    x = "assert a"\n', 'no-tests'],
    ['never happens', 'if False:\n    def test_a():\n        assert a\n', 'no-tests'],
    ['asserts in a comment', 'def test_a():\n    # assert a\n    f()\n', 'no-tests'],
    ['asserts in documentation', 'def test_a():\n    """assert a"""\n', 'no-tests'],
    ['leaves the assertion to another function', 'def test_a():\n    pass\n\ndef helper():\n    assert a\n', 'no-tests'],
    ['is none by its name', 'def check_a():\n    assert a\n', 'no-tests'],
    ['is commented out', '# def test_a():\n#     assert a\n', 'no-tests'],
  ])('%s', async (_, code, expected) => {
    expect(await lookIn({ [PATH]: code }, { kind: 'tests' })).toBe(expected);
  });

  it('counts where its file has the words that are asked for', async () => {
    const files = { [PATH]: 'from x import Model\n\ndef test_a():\n    assert Model()\n' };
    expect(await lookIn(files, { kind: 'tests', path: '**/test_*.py', text: 'Model' })).toBe('1 test in tests/test_a.py:3');
    expect(await lookIn(files, { kind: 'tests', path: '**/test_*.py', any: ['data', 'Model('] })).toBe('1 test in tests/test_a.py:3');
    expect(await lookIn(files, { kind: 'tests', path: '**/test_*.py', text: 'Dataset' })).toBe('no-tests');
    expect(await lookIn(files, { kind: 'tests', count: 2 })).toBe('no-tests');
  });

  it.each([
    ['many tests', 'def test_a(): pass\n'.repeat(50_000)],
    ['many blanks', `def test_a():\n${`${' '.repeat(50)}\n`.repeat(19_000)}x\n`],
  ])('is looked for soon in %s', async (_, code) => {
    const start = Date.now();
    await lookIn({ [PATH]: code }, { kind: 'tests' });
    expect(Date.now() - start).toBeLessThan(5000);
  });
});
