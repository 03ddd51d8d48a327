import { describe, expect, it } from 'vitest';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

const BASE = {
  'packs/2025/pack.yml': 'id: "2025"\ntasks: { first: { wording: Do it }, second: { wording: Do more } }\n',
  'packs/2025/versions.txt': 'torch==1.0.0\nnumpy==1.0.0\n',
  'packs/2025/two/stage.yml': 'tasks: { second: {} }\n',
};

describe('a mistyped name', () => {
  it('is a version that no stage brings, a collection and a field that no template reads', async () => {
    const files = {
      ...BASE,
      'packs/2025/one/stage.yml':
        'tasks: { first: {} }\nfiles:\n  a.md: { template: true }\ncontributes:\n  dependencies: [{ name: torch, group: runtime }, { name: numpy, group: runtime }]\n  targets: [{ name: all }]\n',
      'packs/2025/one/files/a.md':
        '<% for (const row of targets) { %><% for (const one of row.entries) { %><%- one.name %><% } %><% } %>\n',
      'mine/pack.yml': 'id: mine\nextends: "2025"\n',
      'mine/versions.txt': 'torhc==2.0.0\n',
      'mine/two/stage.yml': 'contributes:\n  target: [{ name: some }]\n  targets: [{ nmae: more }]\n',
    };
    expect(await problemsOf(files, 'mine')).toEqual([
      'two/stage.yml:2: "target" is contributed, and no template reads it',
      'two/stage.yml:3: The field "nmae" is contributed, and no template reads it',
      'versions.txt:1: No stage brings torhc, and no template prints its version',
    ]);
  });

  it('is told from what is only idle: nothing that is used is called nearly so', async () => {
    const files = { ...BASE, 'mine/pack.yml': 'id: mine\nextends: "2025"\n', 'mine/versions.txt': 'zarr==2.0.0\n' };
    expect((await readPack(files, 'mine')).versions).toHaveProperty('zarr');
  });
});
