import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYours } from '../../../generators/pipeline/project/tree.js';
import { ancestors } from '../../../generators/pipeline/tree.js';
import { file, fill, inScratch } from '../commit/scene.js';

/** Counts what was looked at. */
function counting(): { look: (action: string, path: string) => void; seen: string[] } {
  const seen: string[] = [];
  return { look: (action, path) => seen.push(`${action} ${path}`), seen };
}

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
