import { describe, expect, test } from 'vitest';
import type { Outcome, Write } from '../../../generators/pipeline/change.js';
import { foldersAround } from '../../../generators/pipeline/uses/folder_after.js';
import { missingFacts } from '../../../generators/pipeline/uses/missing.js';
import { create, fill, inScratch, replace } from '../commit/scene.js';

async function facts(
  files: Readonly<Record<string, string>>,
  writes: readonly (readonly [Outcome, Write])[],
  deleted: readonly string[] = [],
): Promise<string[]> {
  let found: string[] = [];
  await inScratch((root) => {
    fill(root, files);
    const changes = writes.map(([outcome, write]) => ({ path: write.path, outcome, rule: 3, writes: [write] }));
    found = missingFacts(foldersAround(root, { changes }), { changes }, new Set(['demo']), deleted);
  });
  return found;
}

describe('a file that a run writes', () => {
  test('is named where it imports what the person took away or called something else', async () => {
    const files = { 'src/demo/model.py': 'def make_model(): ...\n' };
    const writes = [
      ['new', create('src/demo/api.py', 'from demo.model import build_model\nfrom demo.metrics import loss\n')],
      ['new', create('src/demo/serve.py', 'import demo.metrics\n')],
    ] as const;
    expect(await facts(files, writes)).toEqual([
      'src/demo/api.py imports build_model from demo.model, which does not define it',
      'src/demo/api.py imports demo.metrics, which is not in the project',
      'src/demo/serve.py imports demo.metrics, which is not in the project',
    ]);
  });
  test('is named with others where many miss the same', async () => {
    const paths = Array.from({ length: 11 }, (_, index) => `src/demo/m${index}.py`);
    const writes = paths.map((path) => ['new', create(path, 'import demo.metrics\n')] as const);
    expect(await facts({}, writes)).toEqual([
      `${paths.slice(0, 4).join(', ')} and 7 others import demo.metrics, which is not in the project`,
    ]);
  });
  test('finds what comes with it', async () => {
    const writes = [
      ['new', create('src/demo/api.py', 'from demo.metrics import loss\n')],
      ['new', create('src/demo/metrics.py', 'def loss(): ...\n')],
    ] as const;
    expect(await facts({}, writes)).toEqual([]);
  });
  test('is named where it runs or copies what the person took away', async () => {
    const writes = [
      ['new', create('api.dockerfile', 'COPY install.sh ./\n')],
      ['new', create('docs/api.md', 'See install.sh.\n')],
    ] as const;
    expect(await facts({}, writes, ['install.sh'])).toEqual(['api.dockerfile uses install.sh, which is not in the project']);
  });
  test("is not named for the person's own lines", async () => {
    const [was, is] = ['from demo.mine import x\n', 'from demo.mine import x\nfrom demo.ours import y\n'];
    const writes = [['merged', replace('src/demo/api.py', was, is)]] as const;
    expect(await facts({ 'src/demo/api.py': was }, writes)).toEqual(['src/demo/api.py imports demo.ours, which is not in the project']);
  });
  test('is not named again for what it named before', async () => {
    const [was, is] = ['readme = "README.md"\n', 'readme = "README.md"\nlicense-files = ["LICENSE"]\n'];
    const writes = [['updated', replace('pyproject.toml', was, is)]] as const;
    const found = await facts({ 'pyproject.toml': was }, writes, ['README.md', 'LICENSE']);
    expect(found).toEqual(['pyproject.toml uses LICENSE, which is not in the project']);
  });
});
