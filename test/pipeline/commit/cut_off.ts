import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect } from 'vitest';
import { scratchFolder } from '../../support/scratch.js';
import { copyFolder } from './copy_folder.js';

export type Work = 'change' | 'new' | 'recover';

/**
 * Has a project written or repaired by a process that is cut off, once before each step; each time what it left stands in the folder
 * when a number is given. The last time the process came to its end.
 *
 * @param folder is put back to how it stood before each number; the root is in it.
 */
export type CutOff = (folder: string, root: string, work: Work) => Iterable<number>;

/** The process of `commit_child.ts`, bundled, so that it starts quickly. */
export class CommitChild {
  readonly #folder = scratchFolder('child');
  readonly #program = join(this.#folder, 'child.mjs');

  constructor() {
    const entry = fileURLToPath(new URL('commit_child.ts', import.meta.url));
    buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: this.#program, logLevel: 'error' });
  }

  /** Kills the process before a step; whether it was killed, or came to its end before. */
  isKilledAt(step: number | string, root: string, work: Work): boolean {
    return this.#run(root, work, 'kill', String(step)).signal === 'SIGKILL';
  }

  /** A process that is killed again and again, a step later each time. */
  killed: CutOff = function* (this: CommitChild, folder: string, root: string, work: Work) {
    const before = join(this.#folder, 'before');
    replaceFolder(before, folder);
    for (let number = 1, killed = true; killed; number += 1) {
      replaceFolder(folder, before);
      killed = this.isKilledAt(number, root, work);
      yield number;
    }
  }.bind(this);

  /** One process, with a copy of the folder before each step: just what is on the disk when it is killed there. */
  copied: CutOff = function* (this: CommitChild, folder: string, root: string, work: Work) {
    const copies = scratchFolder('copies');
    try {
      const steps = Number(this.#run(root, work, 'copy', folder, copies).stdout);
      copyFolder(folder, join(copies, String(steps + 1)));
      for (let number = 1; number <= steps + 1; number += 1) {
        replaceFolder(folder, join(copies, String(number)));
        yield number;
      }
    } finally {
      rmSync(copies, { recursive: true });
    }
  }.bind(this);

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(...args: readonly string[]): { readonly signal: string | null; readonly stdout: string } {
    const { signal, status, stdout, stderr } = spawnSync(process.execPath, [this.#program, ...args], { encoding: 'utf8' });
    if (signal !== 'SIGKILL') expect(status, stderr).toBe(0);
    return { signal, stdout };
  }
}

function replaceFolder(folder: string, by: string): void {
  rmSync(folder, { recursive: true, force: true });
  copyFolder(by, folder);
}
