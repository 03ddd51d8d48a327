import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../../../support/scratch.js';

/** What `git merge-file` says: the oracle of the text merge. */
export function gitMerge(base: string | Buffer, yours: string | Buffer, next: string | Buffer, ...options: string[]) {
  const folder = scratchFolder('merge');
  try {
    const [b, y, n] = (['b', 'y', 'n'] as const).map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(b, base);
    writeFileSync(y, yours);
    writeFileSync(n, next);
    const labels = ['-L', 'yours', '-L', 'base', '-L', 'generated'];
    const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...options, ...labels, y, b, n], { maxBuffer: 1 << 28 });
    if (status === null || status > 127) throw new Error(`git merge-file failed: ${status}`);
    return { bytes: stdout, conflicts: status };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
