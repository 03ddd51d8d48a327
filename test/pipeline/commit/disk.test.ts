import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import { fill, inScratch } from './scene.js';

const GENERATORS = join(import.meta.dirname, '../../../generators');

/** What a module may take from `node:fs` without changing anything. */
const READING = new Set(
  `closeSync constants existsSync fstatSync lstatSync openSync readdir readdirSync readFile readFileSync readlinkSync readSync realpath realpathSync
  stat statSync Dirent Stats`.split(/\s+/),
);

/** What a source takes from the file system's modules, by name; `*` for all of it at once. */
function takenFromFs(source: string): string[] {
  const imports = [...source.matchAll(/import\s+(?:type\s+)?([^;]*?)\s+from\s+'(?:node:)?fs(?:\/promises)?'/g)].map(
    ([, what = '']) => what,
  );
  const others = /(?:import|require|getBuiltinModule)\(\s*'(?:node:)?fs/.test(source) ? ['*'] : [];
  return [...others, ...imports.flatMap((what) => (what.startsWith('{') ? what.match(/\w+(?: as \w+)?/g) : ['*']) ?? [])]
    .map((name) => name.replace(/ as .*/, ''))
    .filter((name) => name !== 'type');
}

/** Unpacks what comes from npm into the temporary folder of the system, and removes it: it never sees a project. */
const BESIDE_PROJECTS = 'pipeline/pack/remote/npm_package.ts: mkdirSync, mkdtempSync, rmSync, writeFileSync';

describe('the disk', () => {
  it('is changed by the class Disk alone: no other module takes anything from node:fs but what reads', () => {
    const sources = readdirSync(GENERATORS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(100);
    const writers = sources.flatMap((path) => {
      const source = readFileSync(join(GENERATORS, path), 'utf8');
      const writing = takenFromFs(source).filter((name) => !READING.has(name));
      const opens = /\bopenSync\((?!path, constants\.O_RDONLY)/.test(source) ? ['openSync for writing'] : [];
      return [...writing, ...opens].length === 0 ? [] : [`${path}: ${[...writing, ...opens].join(', ')}`];
    });
    const inProjects = writers.filter((each) => !each.startsWith(BESIDE_PROJECTS));
    const others = inProjects.filter((each) => !each.startsWith('pipeline/commit/disk.ts:'));
    expect(others, 'write through Disk (commit/disk.ts), or add a reading function to READING here').toEqual([]);
    expect([inProjects.length, writers.length]).toEqual([1, 2]);
  });

  it('makes the folders that are missing, or none of them', () =>
    inScratch((root) => {
      expect(new Disk().makeFolders(join(root, 'a/b'))).toEqual([join(root, 'a'), join(root, 'a/b')]);
      const failing = new Disk((_, path) => {
        if (path.endsWith('d')) throw new Error('no');
      });
      expect(() => failing.makeFolders(join(root, 'c/d'))).toThrow('no');
      expect(readdirSync(root)).toEqual(['a']);
    }));

  it('never puts a file over one that came to stand there', () =>
    inScratch((root) => {
      fill(root, { from: 'new', to: 'theirs' });
      expect(new Disk().putFile(join(root, 'from'), join(root, 'to'))).toBe(false);
      expect(new Disk().putFile(join(root, 'from'), join(root, 'free'))).toBe(true);
      expect(readdirSync(root).sort()).toEqual(['free', 'to']);
      expect(readFileSync(join(root, 'to'), 'utf8')).toBe('theirs');
    }));

  it('removes a folder only where nothing is in it, and a tree without following links', () =>
    inScratch((root) => {
      mkdirSync(join(root, 'tree/below'), { recursive: true });
      writeFileSync(join(root, 'kept'), 'x');
      symlinkSync('../kept', join(root, 'tree/link'));
      expect(new Disk().removeEmptyFolder(join(root, 'tree'))).toBe(false);
      new Disk().removeAll(join(root, 'tree'));
      new Disk().removeAll(join(root, 'nothing'));
      expect(readdirSync(root)).toEqual(['kept']);
      expect(lstatSync(join(root, 'kept')).isFile()).toBe(true);
    }));

  it('tells of each change before it is made', () =>
    inScratch((root) => {
      const told: string[] = [];
      const disk = new Disk((action, path) => told.push(`${action} ${relative(root, path)}`));
      disk.makeFolder(join(root, 'a'));
      disk.write(join(root, 'a/x'), 'x');
      disk.setMode(join(root, 'a/x'), 0o600);
      disk.rename(join(root, 'a/x'), join(root, 'a/y'));
      disk.removeAll(join(root, 'a'));
      expect(told).toEqual(['make folder a', 'write a/x', 'set mode a/x', 'rename a/x', 'remove all a']);
    }));
});
