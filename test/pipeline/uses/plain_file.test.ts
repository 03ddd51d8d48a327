import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPlainFile } from '../../../generators/pipeline/uses/plain_file.js';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-plain-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('gives the bytes of a file, also behind a link', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'HEAD'), 'ref: x');
  symlinkSync('HEAD', join(folder, 'link'));
  expect([readPlainFile(join(folder, 'HEAD')), readPlainFile(join(folder, 'link'))].map(String)).toEqual(['ref: x', 'ref: x']);
});

test.skipIf(process.platform === 'win32')('a pipe, a device, a folder, nothing, and what is endless give nothing, at once', () => {
  const folder = makeFolder();
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('/dev/zero', join(folder, 'zeros'));
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'large'), '');
  truncateSync(join(folder, 'large'), 5_000_000_000);
  for (const name of ['pipe', 'zeros', 'folder', 'gone', 'large'])
    expect([name, readPlainFile(join(folder, name))]).toEqual([name, undefined]);
});
