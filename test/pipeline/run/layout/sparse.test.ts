import { expect, test } from 'vitest';
import type { Change } from '../../../../generators/pipeline/change.js';
import { noteOutside } from '../../../../generators/pipeline/run/layout/sparse.js';
import { fill, inScratch } from '../../commit/scene.js';

/** The folders that a new file has to be added to, in a sparse checkout with these rules. */
async function toAdd(path: string, rules: readonly string[], place = '', on = 'true'): Promise<string | undefined> {
  let note: string | undefined;
  await inScratch((root) => {
    const config = `[core]\n\tsparseCheckout = ${on}\n`;
    fill(root, { '.git/config': '', '.git/config.worktree': config, '.git/info/sparse-checkout': `${rules.join('\n')}\n`, 'sub/x': '' });
    const change: Change = { path, outcome: 'new', rule: 3, writes: [] };
    [{ note }] = noteOutside(`${root}${place}`, [change]) as readonly [Change];
  });
  return note?.split('git sparse-checkout add ')[1];
}

const CONE = ['/*', '!/*/', '/src/', '!/src/*/', '/src/demo/'];

test.each([
  ['tests/api/test_api.py', CONE, 'tests'],
  ['src/other/a.py', CONE, 'src/other'],
  ['tests/test_api.py', ['/*', '!/tests/'], 'tests'],
  ['Dockerfile', ['/*', '!/Dockerfile'], '/Dockerfile'],
  ['tests/test_api.py', ['/src/'], 'tests'],
])('a new file outside of a sparse checkout is named with what adds its folder: %s', async (path, rules, folder) => {
  expect(await toAdd(path, rules)).toBe(folder);
});

test.each([
  ['README.md', CONE],
  ['src/a.py', CONE],
  ['src/demo/deep/a.py', CONE],
  ['docs/api.md', ['/*', '!/tests/']],
])('one within needs nothing: %s', async (path, rules) => expect(await toAdd(path, rules)).toBeUndefined());

test('a project in a folder of its repository is found by its place; what is switched off says nothing', async () => {
  const rules = ['/*', '!/*/', '/sub/', '!/sub/*/', '/sub/src/'];
  expect(await toAdd('tests/a.py', rules, '/sub')).toBe('tests');
  expect(await toAdd('src/a.py', rules, '/sub')).toBeUndefined();
  expect(await toAdd('tests/a.py', CONE, '', 'false')).toBeUndefined();
});
