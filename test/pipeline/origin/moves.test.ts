import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findMoves } from '../../../generators/pipeline/origin/moves.js';
import { plainFile } from '../../../generators/pipeline/tree.js';
import { Scratch } from '../run/scratch.js';

const LONG = `${'a line that nobody writes twice\n'.repeat(6)}`;
const RENDERED = new Map(
  Object.entries({ 'src/birds/a.py': 'one\ntwo\n', 'src/birds/b/c.py': 'three\n', 'notes.md': LONG, 'short.md': 'x\n' }).map(
    ([path, text]) => [path, plainFile(Buffer.from(text))] as const,
  ),
);

function standing(): Scratch {
  const scratch = new Scratch();
  for (const [path, { bytes }] of RENDERED) scratch.write(path, bytes.toString());
  return scratch;
}

function move({ root }: Scratch, from: string, to: string): void {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(join(root, from), join(root, to));
}

test('where everything is in its place, nothing moved', () => {
  expect(findMoves(standing().root, RENDERED).size).toBe(0);
});

test('a folder is followed to its new name, with the folders in it and files that were edited', () => {
  const scratch = standing();
  move(scratch, 'src/birds', 'lib/wings');
  scratch.write('lib/wings/a.py', 'one\ntwo\nmore\n');
  expect([...findMoves(scratch.root, RENDERED)]).toEqual([
    ['src/birds/a.py', 'lib/wings/a.py'],
    ['src/birds/b/c.py', 'lib/wings/b/c.py'],
  ]);
});

test('a single file is followed by its name and its bytes, where these are no chance', () => {
  const scratch = standing();
  move(scratch, 'notes.md', 'docs/notes.md');
  move(scratch, 'short.md', 'docs/short.md');
  expect([...findMoves(scratch.root, RENDERED)]).toEqual([['notes.md', 'docs/notes.md']]);
});
