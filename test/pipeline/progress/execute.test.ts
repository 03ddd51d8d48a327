import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import { Scratch } from '../run/scratch.js';
import { RUNNABLE } from './runnable.js';

let scratch: Scratch;

/** Puts a Python first on the path that writes down how it is called, and then does this. */
function python(script: string): void {
  const bin = join(scratch.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'python'), `#!/bin/sh\necho "$*" >> "${scratch.folder}/calls"\n${script}\n`);
  chmodSync(join(bin, 'python'), 0o755);
  vi.stubEnv('PATH', [bin, '/usr/bin', '/bin'].join(delimiter));
}

beforeEach(async () => {
  scratch = new Scratch(RUNNABLE);
  await scratch.new('inference', { manager: 'pip' });
  scratch.write('tests/test_a.py', 'def test_a():\n    assert 1 + 1 == 2\n');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test('what a pack names that was not shipped is listed and not run, unless it is trusted', async () => {
  python('exit 0');
  const { exitCode, refusal, out, err } = await scratch.run('check', [], { run: true });
  expect([exitCode, out]).toEqual([1, '']);
  expect(err).toContain('each for at most 300 seconds');
  expect(err).toContain('  python -m invoke lint\n  python -m pytest -q tests/test_a.py\n');
  expect(refusal).toMatch(/^The pack of this project did not come .* mlops check --run --trust\.$/);
  expect(existsSync(join(scratch.folder, 'calls'))).toBe(false);
  const trusted = await scratch.run('check', [], { run: true, trust: true, timeout: '20' });
  expect(trusted.exitCode).toBe(0);
  expect(scratch.read('../calls')).toBe('-m invoke lint\n-m pytest -q tests/test_a.py\n');
  expect(trusted.err).toContain('each for at most 20 seconds');
});

test('what is no project of the generator is not run either', async () => {
  python('exit 0');
  const other = new Scratch(RUNNABLE);
  other.write('tests/test_a.py', 'def test_a():\n    assert 1 + 1 == 2\n');
  other.write('README.md', '# Mine\n');
  const pack = join(other.folder, 'course.pack');
  const { refusal } = await other.run('check', [], { run: true, pack });
  expect(refusal).toContain('This is no project of the generator');
  expect(existsSync(join(scratch.folder, 'calls'))).toBe(false);
});

test('without --run nothing is started, whatever the pack names', async () => {
  python('exit 0');
  await scratch.run('check', [], { json: true });
  await scratch.run('check', [], { markdown: true });
  expect(existsSync(join(scratch.folder, 'calls'))).toBe(false);
});

test('a failure is a broken task, in the text, in the document, and for --strict', async () => {
  python('if [ "$2" = pytest ]; then echo "FAILED tests/test_a.py::test_a - assert 0"; exit 1; fi');
  const { out, exitCode } = await scratch.run('check', [], { run: true, trust: true, strict: true });
  expect(exitCode).toBe(3);
  expect(out).toContain('python -m pytest -q tests/test_a.py failed (exit status 1): FAILED');
  const { out: json, err } = await scratch.run('check', [], { run: true, trust: true, json: true });
  expect(JSON.parse(json)).toMatchObject({ runs: [{ result: 'passed' }, { result: 'failed', status: 1 }] });
  expect(err).toContain('python -m invoke lint');
});

test('at a terminal it says how far it is', async () => {
  python('exit 0');
  const { err } = await scratch.run('check', [], { run: true, trust: true }, { interactive: true, columns: 200 });
  expect(err).toMatch(/1 of 2: python -m invoke lint\n {2}passed, [\d.]+ s\n2 of 2: /);
});

test('a project of a shipped pack needs no trust, and where nothing can be run that is said', async () => {
  python('exit 0');
  const own = new Scratch(newestPack().pack);
  await own.run('new', [], { defaults: true, tasks: 'minimal', name: 'Demo', 'skip-git': true, 'skip-install': true });
  const { exitCode, err } = await own.run('check', [], { run: true });
  expect([exitCode, err]).toEqual([0, expect.stringContaining('There is nothing to run')]);
});

test.each([
  [{ run: true, timeout: 'soon' }, /^--timeout cannot be "soon"\. Give it whole seconds/],
  [{ run: true, timeout: '0' }, /^--timeout cannot be "0"/],
  [{ trust: true }, /^--trust means nothing without --run\. /],
  [{ timeout: '5' }, /^--timeout means nothing without --run\. /],
  [{ json: true, markdown: true }, /^--json and --markdown are two forms/],
])('is refused: %j', async (values, words) => {
  const { exitCode, refusal, out } = await scratch.run('check', [], values);
  expect([exitCode, out]).toEqual([1, '']);
  expect(refusal).toMatch(words);
});
