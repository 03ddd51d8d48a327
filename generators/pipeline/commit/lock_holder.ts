import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { HOLDER } from '../paths.js';
import { lookAt } from './disk.js';

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, in the kernel's own count: a number that is used again belongs to another start. */
  readonly started: string | undefined;
  readonly token: string;
  readonly since: number;
  /** How many folders were made for the lock. */
  readonly made: number;
}

/** After this long nobody still writes: a machine that cannot be asked (a container that is gone) counts as dead. */
const PATIENCE = 10 * 60 * 1000;

/**
 * The holder of a lock: the first one, or the last of those that took it over. Undefined where there is no such folder;
 * a lock that somebody damaged has a holder that is not at work.
 *
 * @param pid the process that is known without the record.
 */
export function readHolder(folder: string, pid = 0): Holder | undefined {
  if (lookAt(folder)?.isDirectory() !== true) return undefined;
  const first = parseHolder(join(folder, HOLDER)) ?? unknownHolder(pid);
  const seen = new Set<string>();
  for (let holder = first; ; ) {
    seen.add(holder.token);
    const next = parseHolder(join(folder, `after-${holder.token}`, HOLDER));
    if (next === undefined || seen.has(next.token)) return { ...holder, made: Math.max(first.made, holder.made) };
    holder = next;
  }
}

/**
 * Whether the process that holds a lock still works.
 *
 * @param own the locks that this process holds.
 */
export function isAtWork({ pid, host, started, token, since }: Holder, own: ReadonlySet<string>): boolean {
  if (pid === 0) return false;
  if (host !== hostname()) return Date.now() - since < PATIENCE;
  if (pid === process.pid && (started === undefined || started === startOf(pid))) return own.has(token);
  if (!isRunning(pid)) return false;
  const now = startOf(pid);
  return started === undefined || now === undefined || now === started;
}

/**
 * When a process started, where the system tells (Linux); `ended` for one that only waits to be collected by its
 * parent.
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : fields[19];
  } catch {
    // No such process, or /proc is hidden: what is not known is not compared.
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else may not be asked, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function unknownHolder(pid: number): Holder {
  return { pid, host: hostname(), started: undefined, token: 'unknown', since: 0, made: 0 };
}

function parseHolder(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isHolder(value) ? value : undefined;
  } catch {
    // Not there, or damaged: both mean that nobody can be asked.
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, token, since, made } = value as Partial<Record<keyof Holder, unknown>>;
  const numbers = [pid, since, made].every((number) => Number.isSafeInteger(number) && Number(number) >= 0);
  return numbers && typeof host === 'string' && typeof token === 'string' && /^[0-9a-f]+$/.test(token);
}
