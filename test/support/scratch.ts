import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the system keeps a folder in memory: a write is on the disk there at once, so that nobody waits for it thousands of times. */
const IN_MEMORY = '/dev/shm';

/** Makes a folder of its own for a test that writes a lot; whoever asks for it removes it. */
export function scratchFolder(name: string): string {
  return mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), `mlops-${name}-`));
}
