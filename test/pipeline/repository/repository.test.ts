import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';

describe('a repository', () => {
  it('is its files with their sizes, without what git ignores and what programs make', () =>
    inScratch((root) => {
      fill(root, {
        'a.py': 'abc',
        '.gitignore': '*.log\n/data/raw/\n',
        'x.log': 'x',
        'data/raw/1.png': 'x',
        'data/b.csv': 'x',
        'src/__pycache__/a.pyc': 'x',
        'wandb/run/log.txt': 'x',
        'runs/1/.hydra/config.yaml': 'x',
        'env/pyvenv.cfg': 'x',
        'env/lib/a.py': 'x',
        'other/.git/HEAD': 'x',
        'other/b.py': 'x',
        'src/.gitignore': 'made.py\n',
        'src/made.py': 'x',
      });
      expect([...new Repository(root).files]).toEqual([
        ['.gitignore', 17],
        ['a.py', 3],
        ['data/b.csv', 1],
        ['src/.gitignore', 8],
      ]);
    }));

  it('gives texts, and code without comments', () =>
    inScratch((root) => {
      fill(root, { 'a.py': 'x = 1  # y\n', 'b.bin': 'a\0b', '.gitignore': 'c\n', c: 'secret' });
      const repository = new Repository(root);
      expect(repository.text('a.py')).toBe('x = 1  # y\n');
      expect(repository.code('a.py')).toEqual({ text: 'x = 1  \n', lines: 1 });
      expect(['b.bin', 'c', '../c', 'nowhere'].map((path) => repository.text(path))).toEqual([undefined, undefined, undefined, undefined]);
      expect(repository.code('b.bin')).toBeUndefined();
    }));

  it('finds what fits a pattern, in the order of names', () =>
    inScratch((root) => {
      fill(root, { 'b.py': '', 'a.py': '', 'c/d.py': '' });
      expect(new Repository(root).find('**/*.py')).toEqual(['a.py', 'b.py', 'c/d.py']);
    }));
});

/** Of a repository of which nothing is believed: everything is looked at, within a second or two, and nothing is thrown. The bound is for a machine with much else to do. */
function survives(root: string): Repository {
  const start = Date.now();
  const repository = new Repository(root);
  for (const path of repository.files.keys()) {
    repository.text(path);
    repository.code(path);
  }
  expect(Date.now() - start).toBeLessThan(5000);
  return repository;
}

describe.skipIf(process.platform === 'win32')('a hostile repository', () => {
  it('with links out of it, and in circles, has no files behind them', () =>
    inScratch((root) => {
      fill(root, { 'a/b.py': 'x' });
      symlinkSync('/etc', join(root, 'etc'));
      symlinkSync('/etc/passwd', join(root, 'c.py'));
      symlinkSync('..', join(root, 'a/up'));
      symlinkSync('loop', join(root, 'loop'));
      symlinkSync('/etc/passwd', join(root, '.gitignore'));
      expect([...survives(root).files.keys()]).toEqual(['a/b.py']);
    }));

  it('with pipes in it is not waited for', () =>
    inScratch((root) => {
      fill(root, { 'a.py': 'x' });
      execFileSync('mkfifo', [join(root, 'b.py')]);
      execFileSync('mkfifo', [join(root, '.gitignore')]);
      expect([...survives(root).files.keys()]).toEqual(['a.py']);
    }));

  it('with a gigantic file of a text’s name is not read into memory', () =>
    inScratch((root) => {
      const file = openSync(join(root, 'data.py'), 'w');
      ftruncateSync(file, 20_000_000_000);
      closeSync(file);
      expect(survives(root).text('data.py')).toBeUndefined();
    }));

  it('with bytes that are no text, or half of one, is read as far as it goes', () =>
    inScratch((root) => {
      writeFileSync(join(root, 'a.py'), Buffer.from([0x80, 0xff, 0x0a, 0x78]));
      writeFileSync(join(root, 'b.py'), Buffer.from([0, 1, 2]));
      const repository = survives(root);
      expect(repository.text('a.py')).toBe('\ufffd\ufffd\nx');
      expect(repository.text('b.py')).toBeUndefined();
    }));

  it('with more text than anybody writes is read in part, and says so', () =>
    inScratch((root) => {
      for (let at = 10; at < 40; at++) writeFileSync(join(root, `${at}.py`), `import torch\n${'x = "torch"  # y\n'.repeat(55_000)}`);
      const repository = survives(root);
      expect(repository.text('10.py')).toBeDefined();
      expect(repository.text('39.py')).toBeUndefined();
      expect(repository.passedOver).toMatchObject([{ why: 'too many files' }]);
    }));

  it('with folders in folders in folders is listed', () =>
    inScratch((root) => {
      mkdirSync(join(root, 'a/'.repeat(1500)), { recursive: true });
      writeFileSync(join(root, 'z.py'), '');
      const repository = survives(root);
      expect([...repository.files.keys()]).toEqual(['z.py']);
      expect(repository.passedOver).toHaveLength(1);
    }));

  it('with rules that take for ever to match is listed', () =>
    inScratch((root) => {
      fill(root, {
        '.gitignore': `${'*a'.repeat(30)}b\n${'a?'.repeat(30)}\n${'x*y\n'.repeat(100_000)}*.log\n`,
        [`${'a'.repeat(200)}`]: 'x',
      });
      expect(survives(root).files.size).toBe(2);
    }));

  it(
    'with more files than anybody looks through is looked at in part, and says so',
    () =>
      inScratch((root) => {
        for (let folder = 0; folder < 51; folder++) {
          mkdirSync(join(root, `d${folder}`));
          for (let file = 0; file < 1000; file++) closeSync(openSync(join(root, `d${folder}/${file}`), 'w'));
        }
        const repository = new Repository(root);
        expect(repository.files.size).toBeLessThanOrEqual(50_000);
        expect(repository.passedOver).toHaveLength(1);
        expect(repository.passedOver[0]).toMatchObject({ why: 'too many files' });
      }),
    30_000,
  );
});
