import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { mlops } from './doors.js';
import { type Snapshot, snapshot } from './snapshot.js';
import { edit, isThere, makeFolder, minimalProject, QUICK, succeeded, writeFiles } from './workspace.js';

const WORDS = ['new', ...QUICK, '--tasks', 'everything'];
const NOTICE = '# A line of mine\n';

async function editedProject(): Promise<string> {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => `${text}${NOTICE}`);
  return project;
}

let before: Snapshot;
let after: Snapshot;
/** How long the command takes from start to end, in milliseconds. */
let duration: number;

beforeAll(async () => {
  const project = await editedProject();
  before = snapshot(project);
  const start = performance.now();
  succeeded(await mlops(WORDS, { cwd: project }));
  duration = performance.now() - start;
  after = snapshot(project);
});

/** Moments spread over the life of the process, most of them where it writes. */
function moments(count: number): number[] {
  return Array.from({ length: count }, (_, index) => duration * (0.4 + (0.7 * index) / count));
}

test('killed at any moment, the next command that writes makes it whole', async () => {
  for (const moment of moments(14)) {
    const project = await editedProject();
    await mlops(WORDS, { cwd: project, cutOff: { signal: 'SIGKILL', after: moment } });
    const plan = await mlops([...WORDS, '--plan'], { cwd: project });
    expect([0, 1], plan.stderr).toContain(plan.code);
    succeeded(await mlops(WORDS, { cwd: project }));
    expect(snapshot(project), `killed after ${moment} ms`).toEqual(after);
  }
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'after %s the project is as before or as after, and the status says which',
  async (signal) => {
    for (const moment of moments(8)) {
      const project = await editedProject();
      const { code, stdout, stderr } = await mlops(WORDS, { cwd: project, cutOff: { signal, after: moment } });
      // In its very last moment, when all is done and told, a process dies of a signal as any other does.
      const isWritten = code === 0 || stdout.startsWith('Wrote');
      expect(stderr).not.toMatch(/\n\s+at |node:internal/);
      expect(snapshot(project), `${signal} after ${moment} ms, status ${code}`).toEqual(isWritten ? after : before);
    }
  },
);

test('a new project whose making was cut off is made by the same command again', async () => {
  const whole = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK], { cwd: whole }));
  for (const moment of moments(6)) {
    const cwd = makeFolder();
    await mlops(['new', 'demo', ...QUICK], { cwd, cutOff: { signal: 'SIGKILL', after: moment } });
    succeeded(await mlops(['new', 'demo', ...QUICK], { cwd }));
    expect(snapshot(join(cwd, 'demo')), `killed after ${moment} ms`).toEqual(snapshot(join(whole, 'demo')));
  }
});

test('interrupted while the lock file is made, the status does not say that nothing was written', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'bin/uv': '#!/bin/sh\nexec sleep 20\n' });
  chmodSync(join(cwd, 'bin/uv'), 0o755);
  const env = { PATH: `${join(cwd, 'bin')}:/usr/bin:/bin` };
  const { code } = await mlops(['new', 'demo', '--defaults', '--skip-git'], {
    cwd,
    env,
    cutOff: { signal: 'SIGINT', after: 3000 },
  });
  expect(isThere(cwd, 'demo/pyproject.toml')).toBe(true);
  expect(code).toBe(0);
});
