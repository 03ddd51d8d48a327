import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { Scratch } from '../../pipeline/run/scratch.js';
import { scratchFolder } from '../../support/scratch.js';
import type { Files } from '../pack_folder.js';

/** The beginning of each pack here. */
export const ID = 'id: x\n';

/** A pack that somebody made to do harm: its files, or what puts it into a folder. */
export type Hostile = Files | ((folder: string) => void);

/** What it may take to refuse one, of the processor's time: others may be at work on the machine. */
const MOST_MICROSECONDS = 1_000_000;

/**
 * What a person is told who makes a project of a pack; nothing was written, nothing of it was run, and it took no time.
 *
 * @param inside what of the folder is named as the pack; without it the folder itself.
 */
export async function refusalOf(hostile: Hostile, inside = ''): Promise<string> {
  const scratch = new Scratch();
  const folder = put(hostile);
  const before = readdirSync(scratch.folder);
  const start = process.cpuUsage();
  const { refusal, exitCode, out } = await scratch.run('new', [], { pack: resolve(folder, inside), defaults: true });
  const { user, system } = process.cpuUsage(start);
  expect([exitCode, out]).toEqual([1, '']);
  expect([readdirSync(scratch.root), readdirSync(scratch.folder)]).toEqual([[], before]);
  expect([Object.keys(Object.prototype), Reflect.get(globalThis, 'ran')]).toEqual([[], undefined]);
  expect(user + system).toBeLessThan(MOST_MICROSECONDS);
  return (refusal ?? '').replaceAll(folder, '<pack>');
}

/** Whether a pack makes a project: what is refused is what is hostile, and not what is around it. */
export async function isTaken(harmless: Hostile): Promise<boolean> {
  const scratch = new Scratch();
  const { refusal, exitCode } = await scratch.run('new', [], { pack: put(harmless), defaults: true });
  return refusal === undefined && exitCode === 0 && readdirSync(scratch.root).length > 0;
}

/** Puts a pack into a folder that is gone when the test is over. */
function put(hostile: Hostile): string {
  const folder = scratchFolder('hostile');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (typeof hostile === 'function') hostile(folder);
  else for (const [path, content] of Object.entries(hostile)) write(folder, path, content);
  return folder;
}

/** Writes a file of a pack, and the folders above it. */
export function write(folder: string, path: string, content: string | Buffer = ''): string {
  const at = join(folder, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, content);
  return at;
}
