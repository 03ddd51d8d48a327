import { join } from 'node:path';
import { inject } from 'vitest';
import { cleanEnvironment } from './doors.js';
import { Pty, type PtyOptions } from './pty.js';
import { USER } from './user.js';

/** The doors as they are published. */
export const DOORS = ['mlops', 'yo'] as const;
export type DoorName = (typeof DOORS)[number];

const open: Pty[] = [];

/** Starts a command in a terminal of its own, as the ordinary user. */
export function startAt(
  door: DoorName,
  command: string,
  { cwd, ...look }: Omit<PtyOptions, 'env'> & { readonly cwd: string },
  ...words: readonly string[]
): Pty {
  const modules = join(inject('grounds'), 'node_modules');
  const yeoman = [join(modules, 'yo/lib/cli.js'), command === 'new' ? 'mlops' : `mlops:${command}`];
  const program = door === 'yo' ? yeoman : [join(modules, 'generator-mlops/dist/mlops.cjs'), command];
  const size = { columns: 100, rows: 40 };
  const pty = new Pty([process.execPath, ...program, ...words], { cwd, env: cleanEnvironment(), ...size, ...look, ...USER });
  open.push(pty);
  return pty;
}

/** Closes every terminal that is still open. */
export function closeAll(): void {
  for (const pty of open.splice(0)) pty.close();
}
