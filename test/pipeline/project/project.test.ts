import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { findProject, readProject } from '../../../generators/pipeline/project/project.js';
import { fill, inScratch } from '../commit/scene.js';

const RECORD = JSON.stringify({
  'generator-mlops': {
    version: '0.1.0',
    pack: { id: '2026', revision: 2, digest: 'd' },
    answers: { name: { value: 'Digits' } },
    tasks: { git: { asked: true } },
  },
});

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
    ['was not fetched by LFS', { '.mlops/pack': 'version https://git-lfs.github.com/spec/v1\n' }, /Git LFS/],
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
      await expect(readProject(root)).rejects.toThrow(/\.mlops\/pack is here, but \.yo-rc\.json does not describe/);
    }));
});
