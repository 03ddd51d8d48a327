import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readFound } from '../../../generators/pipeline/project/find_files.js';
import { scratchFolder } from '../../support/scratch.js';

test('files are found by their names, but not in what is no source of this project', () => {
  const root = scratchFolder('found');
  onTestFinished(() => rmSync(root, { recursive: true }));
  const all = [
    'a.py',
    'src/p/a.py',
    '.git/a.py',
    '.venv/a.py',
    'env/lib/a.py',
    'build/lib/a.py',
    'wandb/code/a.py',
    'other/src/a.py',
    'b.py',
  ];
  for (const path of [...all, 'env/pyvenv.cfg', 'other/.yo-rc.json']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
  symlinkSync(join(root, 'src'), join(root, 'linked'));
  const found = readFound(root, (name, folder) => name === 'a.py' && folder !== 'elsewhere/');
  expect([...found].map(([path, { bytes }]) => [path, bytes.toString()])).toEqual([
    ['a.py', 'a.py'],
    ['src/p/a.py', 'src/p/a.py'],
  ]);
  expect([...readFound(root, () => true, 4).keys()]).toEqual(['a.py', 'b.py']);
  expect(readFound(join(root, 'nowhere'), () => true).size).toBe(0);
});
