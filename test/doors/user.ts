import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `yo` cannot run as root: there, every process of these tests runs as this user instead. Elsewhere, as who we are. */
const ORDINARY = 1000;

const isRoot = process.getuid?.() === 0;

/** What to give to a child process so that it runs as an ordinary user. */
export const USER: { readonly uid?: number; readonly gid?: number } = isRoot ? { uid: ORDINARY, gid: ORDINARY } : {};

/** Makes the ordinary user the owner of a path and of all that is below it. Links are not followed. */
export function giveToUser(path: string): void {
  if (!isRoot) return;
  lchownSync(path, ORDINARY, ORDINARY);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveToUser(join(path, name));
}
