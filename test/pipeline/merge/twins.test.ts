import { describe, expect, test } from 'vitest';
import { isReadAs, shadowsOf, twinOf } from '../../../generators/pipeline/merge/twins.js';
import { changeIn, mergeCase, written } from './trees.js';

describe('a file that the project has under another ending', () => {
  test('is merged there', async () => {
    const [yours, next] = ['version: 2\nupdates:\n  - a\n', 'version: 2\nupdates:\n  - b\n'];
    const change = await changeIn({ yours: { '.github/dependabot.yml': yours }, next: { '.github/dependabot.yaml': next }, policy: {} });
    expect(change).toMatchObject({ path: '.github/dependabot.yml', outcome: 'merged' });
    expect(written(change.writes, '.github/dependabot.yml')).toBe(`${yours}  - b\n`);
  });
  test('follows the person who gave it that ending, and goes from there', async () => {
    const [yours, base, next] = [{ 'a.yml': 'x: 1\n' }, { 'a.yaml': 'x: 1\n' }, { 'a.yaml': 'x: 2\n' }];
    expect(await changeIn({ base, yours, next })).toMatchObject({ path: 'a.yml', outcome: 'updated' });
    expect(await changeIn({ base, yours })).toMatchObject({ path: 'a.yml', outcome: 'removed' });
  });
  test('is another file where we have both', async () => {
    const { changes } = await mergeCase({ yours: { 'a.yml': 'x: 1\n' }, next: { 'a.yml': 'x: 1\n', 'a.yaml': 'y: 1\n' } });
    expect(changes.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['a.yaml', 'new'],
      ['a.yml', 'unchanged'],
    ]);
  });
});

describe('a new file that could not work', () => {
  test('goes beside its place: a module below a package of its name', async () => {
    const change = await changeIn({ yours: { 'src/p/api/__init__.py': '' }, next: { 'src/p/api.py': 'app = 1\n' } });
    expect(change).toMatchObject({ path: 'src/p/api.py', outcome: 'conflict', writes: [{ path: 'src/p/api.py.generated' }] });
    expect(change.note).toContain('src/p/api/__init__.py is in the way');
  });
  test('goes beside its place: what the pack says about it', async () => {
    const policy = { blockedBy: ['data.dvc'] };
    expect(await changeIn({ yours: { 'data.dvc': 'outs:\n' }, next: { 'dvc.yaml': 'stages:\n' }, policy })).toMatchObject({
      outcome: 'conflict',
    });
    expect(await changeIn({ next: { 'dvc.yaml': 'stages:\n' }, policy })).toMatchObject({ outcome: 'new' });
  });
});

test('the names of a file', () => {
  expect([twinOf('a.yaml'), twinOf('a.yml'), twinOf('a.py')]).toEqual([['a.yml'], ['a.yaml'], undefined]);
  expect([shadowsOf('p/a.py'), shadowsOf('p/__init__.py'), shadowsOf('a')]).toEqual([['p/a/__init__.py'], ['p.py'], []]);
});

describe('by the rules of the tool that reads it', () => {
  test.each(['.pre-commit-config', 'dvc', 'configs/model/small'])('%s.yml is not the twin of the .yaml', async (name) => {
    const { changes } = await mergeCase({ yours: { [`${name}.yml`]: 'a: 1\n' }, next: { [`${name}.yaml`]: 'b: 1\n' } });
    expect(changes).toMatchObject([{ path: `${name}.yaml`, outcome: 'new', note: expect.stringContaining(`Your ${name}.yml stays`) }]);
    expect(isReadAs(`${name}.yaml`)).toBe(false);
  });
  test('a workflow is', () => {
    expect(isReadAs('.github/workflows/tests.yaml')).toBe(true);
  });
  test.each(['CODEOWNERS', 'docs/CODEOWNERS'])('%s would be read no longer, so ours goes beside its place', async (theirs) => {
    const change = await changeIn({ yours: { [theirs]: '* @ada\n' }, next: { '.github/CODEOWNERS': '* @bo\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', writes: [{ path: '.github/CODEOWNERS.generated' }] });
  });
});
