import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { findProject, readProject } from '../../../generators/pipeline/project/project.js';
import { readYours } from '../../../generators/pipeline/project/tree.js';
import { ancestors } from '../../../generators/pipeline/tree.js';
import { file, fill, inScratch } from '../commit/scene.js';

const RECORD = JSON.stringify({
  'generator-mlops': {
    version: '0.1.0',
    pack: { id: '2026', revision: 2, digest: 'd' },
    answers: { name: { value: 'Digits' } },
    tasks: { git: { asked: true } },
  },
});

/** Counts what was looked at. */
function counting(): { look: (action: string, path: string) => void; seen: string[] } {
  const seen: string[] = [];
  return { look: (action, path) => seen.push(`${action} ${path}`), seen };
}

describe('finding the project', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('looks upwards from any folder of it, also one that is not there yet', () =>
    inScratch((root) => {
      fill(root, { '.yo-rc.json': RECORD, 'src/digits/': '' });
      expect(findProject(root)).toBe(root);
      expect(findProject(join(root, 'src/digits'))).toBe(root);
      expect(findProject(join(root, 'src/none/none'))).toBe(root);
    }));

  it.each([
    ['a folder', '.git/HEAD'],
    ['a file, as in a worktree', '.git'],
  ])('goes no further than the git root, where .git is %s', (_, git) =>
    inScratch((root) => {
      fill(root, { '.yo-rc.json': RECORD, 'inner/src/': '', [`inner/${git}`]: 'x' });
      expect(findProject(join(root, 'inner/src'))).toBeUndefined();
      fill(root, { 'inner/.yo-rc.json': RECORD });
      expect(findProject(join(root, 'inner/src'))).toBe(join(root, 'inner'));
    }),
  );

  it('goes no further than the home folder', () =>
    inScratch((root) => {
      fill(root, { '.yo-rc.json': RECORD, 'home/work/': '' });
      vi.stubEnv('HOME', join(root, 'home'));
      vi.stubEnv('USERPROFILE', join(root, 'home'));
      expect(findProject(join(root, 'home/work'))).toBeUndefined();
    }));

  it('passes the settings of other generators, and stops at ours also where they are broken', () =>
    inScratch((root) => {
      fill(root, {
        '.yo-rc.json': `<<<<<<< HEAD\n${RECORD}`,
        'web/.yo-rc.json': '{"generator-node": {}}',
        'web/src/': '',
      });
      expect(findProject(join(root, 'web/src'))).toBe(root);
    }));
});

describe('reading a project', () => {
  it('gives what it records and the pack it carries', () =>
    inScratch(async (root) => {
      fill(root, { '.yo-rc.json': RECORD, '.mlops/pack': 'packed' });
      const project = await readProject(root);
      expect(project?.state.asked).toEqual(['git']);
      expect(project?.packBytes.toString()).toBe('packed');
    }));

  it('gives nothing for a folder that is none, or is not there', () =>
    inScratch(async (root) => {
      fill(root, { 'README.md': 'x' });
      expect(await readProject(root)).toBeUndefined();
      expect(await readProject(join(root, 'none'))).toBeUndefined();
    }));

  it.each<[string, Record<string, string>, RegExp]>([
    ['is missing', {}, /\.mlops\/pack.*2026, revision 2\), is missing\. .*git checkout HEAD -- \.mlops\/pack/],
    ['is empty', { '.mlops/pack': '' }, /is empty/],
    ['is a folder', { '.mlops/pack/x': '' }, /is not a file/],
    ['holds conflict markers', { '.mlops/pack': '<<<<<<< HEAD\n' }, /conflict markers/],
    ['was not fetched by LFS', { '.mlops/pack': 'version https://git-lfs.github.com/spec/v1\n' }, /git LFS/],
  ])('whose pack %s is refused, with a way out', (_, files, words) =>
    inScratch(async (root) => {
      fill(root, { '.yo-rc.json': RECORD, ...files });
      await expect(readProject(root)).rejects.toThrow(words);
      await expect(readProject(root)).rejects.toThrow(Refusal);
    }),
  );

  it('whose record is gone is refused, with a way out', () =>
    inScratch(async (root) => {
      fill(root, { '.mlops/pack': 'packed' });
      await expect(readProject(root)).rejects.toThrow(/\.mlops\/pack is here, but \.yo-rc\.json says nothing/);
    }));
});

describe('reading yours', () => {
  it('costs one listing in an empty folder, and one in a folder that is not there', () =>
    inScratch((root) => {
      for (const folder of [root, join(root, 'none')]) {
        const { look, seen } = counting();
        expect(readYours(folder, ['a.txt', 'src/b.py', 'docs/c/d.md'], look).size).toBe(0);
        expect(seen).toEqual(['list ']);
      }
    }));

  it('reads what was asked for, with bytes and executable bit, and nothing else', () =>
    inScratch((root) => {
      fill(root, { 'a.txt': 'a', 'mine.txt': 'm', 'src/run.sh': 'r', 'src/mine.py': 'm', 'data/big.bin': 'x' });
      chmodSync(join(root, 'src/run.sh'), 0o755);
      const { look, seen } = counting();
      const tree = readYours(root, ['a.txt', 'src/run.sh', 'src/none.py', 'none/x'], look);
      expect(Object.fromEntries(tree)).toEqual({
        'a.txt': file('a'),
        src: { kind: 'folder' },
        'src/run.sh': file('r', true),
      });
      expect(seen.sort()).toEqual(['list ', 'list src', 'read a.txt', 'read src/run.sh']);
    }));

  it('never goes through a link, and never opens a pipe', () =>
    inScratch((folder) => {
      const root = join(folder, 'project');
      fill(folder, { 'outside/x.py': 'theirs', 'project/': '' });
      symlinkSync('../outside', join(root, 'src'));
      symlinkSync('nowhere', join(root, 'README.md'));
      execFileSync('mkfifo', [join(root, 'pipe')]);
      const tree = readYours(root, ['src/x.py', 'README.md', 'pipe']);
      expect(Object.fromEntries(tree)).toEqual({
        src: { kind: 'link', target: '../outside' },
        'README.md': { kind: 'link', target: 'nowhere' },
        pipe: { kind: 'other' },
      });
    }));

  it('shows what is in the way: a file for a folder, a folder for a file, another letter case, what is called generated', () =>
    inScratch((root) => {
      fill(root, {
        docs: 'file',
        'train.py/x': '',
        'readme.MD': 'r',
        'Src/': '',
        'README.md.generated': '1',
        'README.md.generated.2': '2',
        'docs.generated/index.md': 'g',
      });
      const tree = readYours(root, ['docs/index.md', 'train.py', 'README.md', 'src/a.py']);
      expect([...tree.keys()].sort()).toEqual(
        ['README.md.generated', 'README.md.generated.2', 'Src', 'docs', 'docs.generated', 'readme.MD', 'train.py'].sort(),
      );
      expect(tree.get('train.py')).toEqual({ kind: 'folder' });
      expect(tree.get('docs')).toEqual(file('file'));
    }));

  it('refuses a file that cannot be read, by name', () =>
    inScratch((root) => {
      fill(root, { 'src/secret.py': 'x' });
      const look = (action: string): void => {
        if (action === 'read') throw Object.assign(new Error('no'), { code: 'EACCES' });
      };
      expect(() => readYours(root, ['src/secret.py'], look)).toThrow(/^Cannot read src\/secret\.py: permission is denied/);
    }));

  it('agrees with the disk, whatever stands there', () =>
    fc.assert(
      fc.asyncProperty(fc.uniqueArray(path()), fc.uniqueArray(path()), (there, wanted) =>
        inScratch((root) => {
          const files = there.filter((one) => !there.some((other) => other.startsWith(`${one}/`)));
          fill(root, Object.fromEntries(files.map((one) => [one, one])));
          const tree = readYours(root, wanted);
          for (const one of files.filter((each) => wanted.includes(each))) expect(tree.get(one)).toEqual(file(one));
          const known = new Set([...files, ...files.flatMap(ancestors)]);
          const near = new Set([...wanted, ...wanted.flatMap(ancestors)].map((each) => each.toLowerCase()));
          for (const one of tree.keys()) expect(known.has(one) && near.has(one.toLowerCase())).toBe(true);
        }),
      ),
      { numRuns: 100 },
    ));
});

function path(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom('a', 'b', 'C'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
}
