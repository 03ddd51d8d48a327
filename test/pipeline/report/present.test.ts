import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../../../generators/pipeline/documents.js';
import { presentResult } from '../../../generators/pipeline/report/present.js';
import { terminal } from '../terminal_stub.js';

const result: Result = {
  command: 'add',
  folder: join(process.cwd(), 'p'),
  planned: false,
  pack: { id: 'a', title: 'Course', revision: 1 },
  counts: { merged: 1, conflict: 1 },
  recorded: true,
  completes: false,
  changes: [{ path: 'new.py', outcome: 'moved', from: 'old.py', note: 'Moved from old.py. Both changes are in.' }],
  tasks: { on: [], added: [], removed: ['api'] },
  warnings: [{ fact: 'uv is not there', command: 'uv lock' }],
  next: [{ command: 'git diff', note: 'look' }],
  exitCode: 2,
};

test('a run is told: what was written, what moved and why, warnings with their command, what comes next', () => {
  const text = presentResult(result, terminal({ interactive: false }));
  expect(text).toContain('Wrote p: 1 merged, 1 in conflict (Course).\nTurned off: api\n  moved  old.py → new.py\n');
  expect(text).toContain('Both changes are in.');
  expect(text).not.toContain('Moved from');
  expect(text).toContain('Warning: uv is not there.\n  Run: uv lock\n');
  expect(text).toContain('Now resolve each conflict');
  expect(text).toContain('Next\n  cd p\n  git diff   look\n');
});
test('a plan says what would be written, and nothing about what to do then', () => {
  const text = presentResult({ ...result, planned: true }, terminal());
  expect(text).toContain('Would write p');
  expect(text).not.toContain('Next');
});
test('where no file changes, that is said', () => {
  expect(presentResult({ ...result, counts: {}, changes: [], recorded: false }, terminal())).toContain('Nothing to change in p.');
});
test.each([
  ['a`id`b', "cd 'a`id`b'"],
  ['$HOME', "cd '$HOME'"],
  ['-x', 'cd ./-x'],
  ['two\nlines', "cd $'two\\nlines'"],
])('the way into the folder %j is pasted without harm', (name, line) => {
  expect(presentResult({ ...result, folder: join(process.cwd(), name) }, terminal())).toContain(`Next\n  ${line}\n`);
});
