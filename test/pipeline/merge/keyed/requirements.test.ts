import { describe, expect, test } from 'vitest';
import { merged } from '../merged.js';

describe('requirements', () => {
  test('both appended: a package of both stands once, in the person’s version', async () => {
    const result = await merged('requirements', 'torch\n', 'torch\nFoo_Bar==1.0\npandas\n', 'torch\nfoo-bar>=1\nfastapi\n');
    expect(result).toMatchObject({ text: 'torch\nFoo_Bar==1.0\npandas\nfastapi\n', outcome: 'merged', rule: 12 });
    expect(result.note).toContain('yours stays for foo-bar');
  });
  test('a package that the person sorted in elsewhere is not added again', async () => {
    const { text } = await merged('requirements', 'numpy\ntorch\n', 'fastapi==0.1\nnumpy\ntorch\nzarr\n', 'numpy\ntorch\nfastapi\n');
    expect(text).toBe('fastapi==0.1\nnumpy\ntorch\nzarr\n');
  });
  test('one package for two systems stands twice', async () => {
    const linux = 'jax; sys_platform == "linux"\n';
    const { text } = await merged('requirements', 'a\n', `a\n${linux}`, 'a\njax; sys_platform == "win32"\n');
    expect(text).toBe(`a\n${linux}jax; sys_platform == "win32"\n`);
  });
  test('a package that our own lists name twice, word for word, is no reason for a conflict', async () => {
    const { text } = await merged('requirements', 'pytest==9\n', 'pytest==9\npandas\n', 'pytest==9\nhttpx\npytest==9\n');
    expect(text).toBe('pytest==9\npandas\nhttpx\n');
  });
  test('hashes stay with their package', async () => {
    const pinned = 'b==1 \\\n    --hash=sha256:00\n';
    const { text } = await merged('requirements', 'a\n', `a\n${pinned}`, 'a\nb\nc\n');
    expect(text).toBe(`a\n${pinned}c\n`);
  });
});
