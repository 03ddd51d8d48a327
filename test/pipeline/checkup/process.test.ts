import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Ended, runProcess } from '../../../generators/pipeline/checkup/process.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'mlops-process-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function run(words: readonly string[], { cwd = folder(), seconds = 20, abort = new AbortController().signal } = {}): Promise<Ended> {
  return runProcess(words, { cwd, env: process.env, seconds, abort });
}

/** Whether a process is there and is no zombie. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let wait = 0; wait < 100 && isAlive(pid); wait += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  return !isAlive(pid);
}

/** Starts something that goes on by itself, writes down who that is, and then does this. */
function withChild(then: string): string[] {
  return ['sh', '-c', `sleep 300 & echo $! > child; ${then}`];
}

test('gives the exit status and what was printed on both streams, in the folder', async () => {
  const cwd = folder();
  expect(await run(['sh', '-c', 'echo out; echo err >&2; pwd; exit 3'], { cwd })).toMatchObject({ how: 'ended', status: 3 });
  const { output } = await run(['sh', '-c', 'echo out; echo err >&2; pwd'], { cwd });
  expect(output).toContain('out\n');
  expect(output).toContain('err\n');
  expect(output).toContain(cwd);
});

test('no argument is read by a shell, and nothing is read from a terminal', async () => {
  const { output } = await run(['printf', '%s|', '$(touch caught)', '; touch caught', '*']);
  expect(output).toBe('$(touch caught)|; touch caught|*|');
  expect(await run(['cat'])).toMatchObject({ how: 'ended', status: 0, output: '' });
});

test('a program that is not there is no exception', async () => {
  expect(await run(['no-such-program-anywhere'])).toMatchObject({ how: 'missing', status: null });
});

test('of much output the last is kept', async () => {
  const { output } = await run(['sh', '-c', 'yes line | head -n 200000; echo the end']);
  expect(output.length).toBeLessThanOrEqual(8_000);
  expect(output).toMatch(/the end\n$/);
});

test('what takes longer than its time is ended, with all that it started', async () => {
  const cwd = folder();
  const ended = await run(withChild('sleep 300'), { cwd, seconds: 1 });
  expect(ended).toMatchObject({ how: 'too long', status: null });
  expect(ended.seconds).toBeLessThan(15);
  expect(await isGone(Number(readFileSync(join(cwd, 'child'), 'utf8')))).toBe(true);
});

test('what does not want to end when it is asked to is ended a little later', async () => {
  const ended = await run(['sh', '-c', "trap '' TERM; while :; do sleep 1; done"], { seconds: 1 });
  expect(ended.how).toBe('too long');
  expect(ended.seconds).toBeLessThan(15);
});

test('what a command leaves running goes with it', async () => {
  const cwd = folder();
  expect(await run(withChild('exit 0'), { cwd })).toMatchObject({ how: 'ended', status: 0 });
  expect(await isGone(Number(readFileSync(join(cwd, 'child'), 'utf8')))).toBe(true);
});

test('is ended when it is no longer wanted, also before it began', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 300);
  expect(await run(['sleep', '300'], { abort: controller.signal })).toMatchObject({ how: 'aborted' });
  expect(await run(['sleep', '300'], { abort: AbortSignal.abort() })).toMatchObject({ how: 'aborted' });
});
