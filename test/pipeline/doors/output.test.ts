import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const BINARY = resolve(import.meta.dirname, '../../../dist/mlops.cjs');

test
  .runIf(existsSync('/dev/full'))
  .each(['--version', 'help', 'completion bash', 'new demo --defaults --plan', 'new demo --defaults --save -'])(
  'mlops %s only prints: where that cannot be written it has failed, in a sentence',
  (words) => {
    const cwd = mkdtempSync(join(tmpdir(), 'mlops-output-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const { status, stderr } = spawnSync('sh', ['-c', `node '${BINARY}' ${words} > /dev/full`], { cwd, encoding: 'utf8' });
    expect(stderr).toMatch(/^Error: The result cannot be written to standard output \(ENOSPC\)\. [^\n]+\.$/m);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
    expect(readdirSync(cwd)).toEqual([]);
  },
);
