import { expect, test, vi } from 'vitest';
import { isLockBroken, lockDependencies } from '../../../generators/pipeline/run/uv.js';
import { Scratch } from './scratch.js';

const CONFLICT = '<<<<<<< HEAD\nversion = 1\n=======\nversion = 2\n>>>>>>> other\n';

test('a lock file is broken where git left its markers in it', () => {
  const scratch = new Scratch();
  expect(isLockBroken(scratch.root)).toBe(false);
  scratch.write('uv.lock', 'version = 1\n');
  expect(isLockBroken(scratch.root)).toBe(false);
  scratch.write('uv.lock', CONFLICT);
  expect(isLockBroken(scratch.root)).toBe(true);
});

test('where uv is missing a broken lock stays as it was, and the warning has the way out', async () => {
  const scratch = new Scratch();
  scratch.write('uv.lock', CONFLICT);
  vi.stubEnv('PATH', scratch.folder);
  try {
    expect(await lockDependencies(scratch.root, new AbortController().signal)).toEqual({
      fact: 'uv could not make uv.lock (it is not installed)',
      command: 'pip install uv && rm uv.lock && uv lock',
    });
  } finally {
    vi.unstubAllEnvs();
  }
  expect(scratch.read('uv.lock')).toBe(CONFLICT);
});
