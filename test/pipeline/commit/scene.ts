import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Write } from '../../../generators/pipeline/change.js';
import type { FileEntry } from '../../../generators/pipeline/tree.js';
import { scratchFolder } from '../../support/scratch.js';

/** A file as a value. */
export function file(text: string, executable = false): FileEntry {
  return { kind: 'file', bytes: Buffer.from(text), executable };
}

export function create(path: string, text: string, executable = false): Write {
  return { path, before: undefined, after: file(text, executable) };
}

export function replace(path: string, before: string, after: string): Write {
  return { path, before: file(before), after: file(after) };
}

export function remove(path: string, before: string): Write {
  return { path, before: file(before), after: undefined };
}

/** Runs with a folder of its own, which goes again afterwards. */
export async function inScratch(work: (folder: string) => unknown): Promise<void> {
  const folder = scratchFolder('test');
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts files into a folder; a path that ends in `/` is an empty folder. */
export function fill(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(path.endsWith('/') ? join(root, path) : dirname(join(root, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(root, path), text);
  }
}

/** All that stands in a folder, one line for each path: kind, permissions, content. */
export function photograph(root: string, path = ''): string[] {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  const mode = (found.mode & 0o777).toString(8);
  if (found.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(root, path))}`];
  if (found.isFile())
    return [
      `${path} ${mode} ${createHash('sha1')
        .update(readFileSync(join(root, path)))
        .digest('hex')}`,
    ];
  const below = readdirSync(join(root, path)).sort();
  return [`${path}/ ${mode}`, ...below.flatMap((name) => photograph(root, path === '' ? name : `${path}/${name}`))];
}

/** A project with a bit of everything that a write can meet. */
export function makeProject(root: string): void {
  fill(root, {
    'README.md': 'mine\n',
    'src/app.py': 'print(1)\n',
    'src/old/gone.py': 'gone\n',
    'src/old/deep/gone.py': 'gone\n',
    'keep/gone.txt': 'gone\n',
    'keep/notes.txt': 'notes\n',
    docs: 'a file\n',
    'run.sh': '#!/bin/sh\n',
    'empty/': '',
    '.mlops/pack': 'pack 1\n',
  });
  chmodSync(join(root, 'src/old/deep'), 0o750);
  chmodSync(join(root, 'README.md'), 0o640);
}

/**
 * Writes for {@link makeProject}: new, replaced, removed, emptied folders, a file that becomes a folder, an executable
 * bit.
 */
export const CHANGES: readonly Write[] = [
  replace('README.md', 'mine\n', 'merged\n'),
  replace('src/app.py', 'print(1)\n', 'print(2)\n'),
  replace('.mlops/pack', 'pack 1\n', 'pack 2\n'),
  remove('src/old/gone.py', 'gone\n'),
  remove('src/old/deep/gone.py', 'gone\n'),
  remove('keep/gone.txt', 'gone\n'),
  remove('docs', 'a file\n'),
  create('docs/index.md', '# Docs\n'),
  create('docs/api/one.md', 'one\n'),
  { path: 'run.sh', before: file('#!/bin/sh\n'), after: file('#!/bin/sh\n', true) },
  create('empty/first.txt', 'first\n'),
  create('new/deep/file.py', 'new\n'),
  create('new/tool.sh', '#!/bin/sh\n', true),
];
