import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

describe('what is loaded for a Python file', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const folder = mkdtempSync(join(root, 'node_modules/.formats-'));
  const outfile = join(folder, 'merge.cjs');
  beforeAll(async () => {
    const rooms = ['lines/text.ts', 'formats.ts'].map((file) => join(root, 'generators/pipeline/merge', file));
    await build({
      stdin: { contents: rooms.map((file) => `export * from ${JSON.stringify(file)};`).join('\n'), resolveDir: root },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      packages: 'external',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The packages that a process of its own has loaded after merging three versions. */
  const loadedBy = (path: string, versions: readonly [string, string, string]): string => {
    const program = `
      const { mergeText, formatOf } = require(${JSON.stringify(outfile)});
      const versions = ${JSON.stringify(versions)}.map((text) => Buffer.from(text));
      formatOf(${JSON.stringify(path)}, undefined).then((format) => mergeText(...versions, format)).then(({ conflicts }) => {
        const parts = Object.keys(require.cache).filter((file) => file.includes('lezer'));
        console.log(conflicts + ' conflicts, ' + (parts.length > 0 ? 'the parser' : 'no parser'));
      });`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    return stdout.trim() || stderr;
  };

  test('no parser where lines merge', () => {
    expect(loadedBy('m.py', ['a = 1\nx\nb = 1\n', 'a = 2\nx\nb = 1\n', 'a = 1\nx\nb = 2\n'])).toBe('0 conflicts, no parser');
  });
  test('the parser where they do not', () => {
    expect(loadedBy('m.py', ['a = 1\nb = 1\n', 'a = 2\nb = 1\n', 'a = 1\nb = 2\n'])).toBe('0 conflicts, the parser');
  });
  test('no parser for a file of another kind', () => {
    expect(loadedBy('m.txt', ['a = 1\nb = 1\n', 'a = 2\nb = 1\n', 'a = 1\nb = 2\n'])).toBe('1 conflicts, no parser');
  });
});
