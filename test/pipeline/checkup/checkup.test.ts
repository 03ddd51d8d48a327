import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandOf, type Outcome, type Run, runAll } from '../../../generators/pipeline/checkup/checkup.js';
import { Interruption } from '../../../generators/pipeline/errors.js';

const LINT: Run = { module: 'invoke', args: ['lint'] };
const TESTS: Run = { module: 'pytest', args: ['-q', 'tests/test_a.py', "it's.py"] };

/** Runs with a Python that does this, and tells what was said on the way. */
async function runWith(script: string, runs: readonly Run[], seconds = 20): Promise<{ outcomes: readonly Outcome[]; told: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'mlops-checkup-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'bin'));
  const python = join(root, 'bin/python');
  writeFileSync(python, `#!/bin/sh\n${script}\n`);
  chmodSync(python, 0o755);
  const told: string[] = [];
  const launcher = { words: [python], env: process.env };
  return { outcomes: await runAll(runs, { root, launcher, seconds, tell: (text) => told.push(text.replace(python, 'python')) }), told };
}

test('a command is shown as a line of a shell', () => {
  expect(commandOf(TESTS, { words: ['uv', 'run', 'python'], env: {} })).toBe("uv run python -m pytest -q tests/test_a.py 'it'\\''s.py'");
});

test('each is run and told, and one that failed does not keep the next from running', async () => {
  const { outcomes, told } = await runWith('if [ "$2" = invoke ]; then echo "x.py:1: E501"; exit 1; fi', [LINT, TESTS]);
  expect(outcomes).toEqual([
    expect.objectContaining({ result: 'failed', status: 1, why: 'x.py:1: E501', output: 'x.py:1: E501' }),
    expect.objectContaining({ result: 'passed' }),
  ]);
  expect(told[0]).toBe('1 of 2: python -m invoke lint');
  expect(told[1]).toMatch(/^ {2}failed, [\d.]+ s$/);
  expect(told[3]).toMatch(/^ {2}passed, [\d.]+ s$/);
});

test('a module that is not installed is told as that', async () => {
  const { outcomes } = await runWith('echo "python: No module named $2" >&2; exit 1', [LINT, TESTS]);
  expect(outcomes.map(({ result, tool }) => [result, tool])).toEqual([
    ['missing-tool', 'invoke'],
    ['missing-tool', 'pytest'],
  ]);
});

test('where there is no Python, nothing is started', async () => {
  const surroundings = { root: tmpdir(), launcher: { words: [], env: {} }, seconds: 1, tell: () => {} };
  expect(await runAll([LINT], surroundings)).toEqual([
    { command: 'python -m invoke lint', result: 'missing-tool', seconds: 0, tool: 'python' },
  ]);
});

test('what takes too long is ended', async () => {
  const { outcomes } = await runWith('echo begun; sleep 300', [LINT], 1);
  expect(outcomes).toEqual([expect.objectContaining({ result: 'too-long', output: 'begun' })]);
});

test('Ctrl-C ends what is running, and nothing more is run', async () => {
  setTimeout(() => process.emit('SIGINT', 'SIGINT'), 500);
  const before = process.listenerCount('SIGINT');
  const error = await runWith('sleep 300', [LINT, TESTS]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Interruption);
  expect(error).toMatchObject({ exitCode: 130 });
  expect(process.listenerCount('SIGINT')).toBe(before);
});
