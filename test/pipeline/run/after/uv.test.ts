import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Warning } from '../../../../generators/pipeline/documents.js';
import { newestPack } from '../../../../generators/pipeline/pack/library/shipped.js';
import { makePlan } from '../../../../generators/pipeline/plan/plan.js';
import { testedVersions } from '../../../../generators/pipeline/run/after/follow_up.js';
import { isLockBroken, lockDependencies } from '../../../../generators/pipeline/run/after/uv.js';
import { Scratch } from '../scratch.js';

const CONFLICT = '<<<<<<< HEAD\nversion = 1\n=======\nversion = 2\n>>>>>>> other\n';
const PINS = ['numpy==2.4.6', 'torch==2.13.0'];

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts a uv on the path that writes down how it is called, and then does this. */
function fakeUv(scratch: Scratch, script: string): void {
  scratch.write('../bin/uv', `#!/bin/sh\necho "$*" >> "${scratch.folder}/calls"\n${script}\n`);
  chmodSync(join(scratch.folder, 'bin/uv'), 0o755);
  vi.stubEnv('PATH', [join(scratch.folder, 'bin'), '/bin'].join(delimiter));
}

function lock(scratch: Scratch): Promise<Warning | undefined> {
  return lockDependencies(scratch.root, PINS, new AbortController().signal);
}

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
  expect(await lock(scratch)).toEqual({
    fact: 'uv could not make uv.lock (it is not installed)',
    command: 'pip install uv && rm uv.lock && uv lock',
  });
  expect(scratch.read('uv.lock')).toBe(CONFLICT);
});

test('the first lock takes the tested versions; a later one keeps what people have upgraded', async () => {
  const scratch = new Scratch();
  fakeUv(scratch, 'echo "version = 1" > uv.lock');
  expect(await lock(scratch)).toBeUndefined();
  expect(await lock(scratch)).toBeUndefined();
  scratch.write('uv.lock', CONFLICT);
  expect(await lock(scratch)).toBeUndefined();
  expect(scratch.read('../calls')).toBe('lock --quiet -P numpy==2.4.6 -P torch==2.13.0\nlock --quiet\nlock --quiet\n');
});

test('where people allow other versions only, these are locked', async () => {
  const scratch = new Scratch();
  fakeUv(
    scratch,
    'case "$*" in *-P*) echo "No solution found when resolving dependencies" >&2; exit 1 ;; esac\necho "version = 1" > uv.lock',
  );
  expect(await lock(scratch)).toBeUndefined();
  expect(scratch.read('uv.lock')).toBe('version = 1\n');
});

test('where uv fails for another reason it is not asked again, and the warning says what a lock by hand would take', async () => {
  const scratch = new Scratch();
  fakeUv(scratch, 'echo "no route to the index" >&2\nexit 2');
  expect(await lock(scratch)).toEqual({
    fact: 'uv could not make uv.lock (no route to the index). Run by hand, it takes the newest versions that pyproject.toml allows',
    command: 'uv lock',
  });
  expect(scratch.read('../calls').split('\n')).toHaveLength(2);
});

test('where uv cannot read what people wrote, the warning repeats why, without what a terminal would act on', async () => {
  const scratch = new Scratch();
  const said =
    'error: Failed to parse: pyproject.toml\\n  cause: TOML parse error at line 3, column 5\\n    |\\n  3 | x = = 1\\n    |     ^\\n  \\033[31mextra `=`\\033[0m\\n';
  fakeUv(scratch, `printf '${said}' >&2\nexit 2`);
  expect(await lock(scratch)).toEqual({
    fact: 'uv could not make uv.lock (error: Failed to parse: pyproject.toml: TOML parse error at line 3, column 5: extra `=`). Correct that first',
    command: 'uv lock',
  });
});

test('the tested versions are those of the packages that the project uses, each once, on a line that every shell takes', async () => {
  const { pack } = newestPack();
  const versionsOf = (asked: readonly string[]): readonly string[] => {
    const values = Object.fromEntries(pack.asks.map(({ name, default: value }) => [name, value ?? '']));
    return testedVersions({ plan: makePlan({ values, asked }, pack), loaded: newestPack() });
  };
  const all = versionsOf(pack.tasks.map(({ slug }) => slug));
  const torch = `torch==${pack.versions['torch']?.version}`;
  expect(versionsOf([])).toContain(torch);
  expect(versionsOf([]).join()).not.toContain('fastapi');
  expect(all).toEqual([...new Set(all)]);
  expect(all).toEqual(expect.arrayContaining([torch, `fastapi==${pack.versions['fastapi']?.version}`]));
  // cmd.exe takes 8,191 characters, a process on Windows 32,767.
  expect(all.map((pin) => `-P ${pin}`).join(' ').length).toBeLessThan(4000);
});
