import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIndexPaths } from '../../../generators/pipeline/repository/git_index.js';
import { fill, inScratch } from '../commit/scene.js';

const FILES = { a: '1', 'b/c.py': '2', 'b/cd.py': '3', 'ö/ü.txt': '4', [`long/${'x'.repeat(200)}`]: '5' };
const PATHS = Object.keys(FILES).sort();

function git(root: string, ...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root, stdio: 'pipe' });
}

function indexOf(root: string): string[] | undefined {
  return readIndexPaths(readFileSync(join(root, '.git/index')))?.sort();
}

describe('the index of git', () => {
  it.each(['2', '3', '4'])('of version %s names what is tracked', (version) =>
    inScratch((root) => {
      fill(root, FILES);
      git(root, 'init', '-q');
      git(root, 'config', 'index.version', version);
      git(root, 'add', '.');
      expect(indexOf(root)).toEqual(PATHS);
    }),
  );

  it('of version 3, which git writes for a file that is meant to be added, names it too', () =>
    inScratch((root) => {
      fill(root, FILES);
      git(root, 'init', '-q');
      git(root, 'add', 'a', 'b');
      git(root, 'add', '--intent-to-add', 'ö');
      expect(readFileSync(join(root, '.git/index')).readUInt32BE(4)).toBe(3);
      expect(indexOf(root)).toEqual(['a', 'b/c.py', 'b/cd.py', 'ö/ü.txt']);
    }));

  it('with a merge conflict names each file once', () =>
    inScratch((root) => {
      fill(root, { a: '0\n' });
      git(root, 'init', '-q', '-b', 'main');
      git(root, 'add', '.');
      git(root, 'commit', '-qm', 'one');
      git(root, 'checkout', '-qb', 'other');
      fill(root, { a: '1\n' });
      git(root, 'commit', '-qam', 'two');
      git(root, 'checkout', '-q', 'main');
      fill(root, { a: '2\n' });
      git(root, 'commit', '-qam', 'three');
      expect(() => git(root, 'merge', 'other')).toThrow();
      expect(indexOf(root)).toEqual(['a']);
    }));

  it('of a repository with longer ids is not read, and no other one is made of it', () =>
    inScratch((root) => {
      fill(root, FILES);
      git(root, 'init', '-q', '--object-format=sha256');
      git(root, 'add', '.');
      expect(indexOf(root)).toBeUndefined();
    }));

  it('that is none is not read', () =>
    inScratch((root) => {
      fill(root, FILES);
      git(root, 'init', '-q');
      git(root, 'add', '.');
      const bytes = readFileSync(join(root, '.git/index'));
      for (const end of [0, 4, 11, 20, 73, 100, 200]) expect(readIndexPaths(bytes.subarray(0, end)) ?? []).not.toContain(undefined);
      expect(readIndexPaths(Buffer.from('garbage that is long enough'))).toBeUndefined();
      const huge = Buffer.from(bytes);
      huge.writeUInt32BE(0xffffffff, 8);
      expect(readIndexPaths(huge)).toBeUndefined();
      const strange = Buffer.from(bytes);
      strange.writeUInt32BE(9, 4);
      expect(readIndexPaths(strange)).toBeUndefined();
      for (let at = 12; at < bytes.length; at += 7) {
        const noise = Buffer.from(bytes);
        noise.fill(0xff, at, at + 5);
        expect(() => readIndexPaths(noise)).not.toThrow();
      }
    }));
});
