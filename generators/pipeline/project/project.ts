import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { lookAt } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import { Refusal } from '../errors.js';
import { inMb, LARGEST_PACK } from '../pack/size.js';
import { HOME, PACK_FILE, STATE_FILE } from '../paths.js';
import type { State } from './state.js';
import { readState } from './state_file.js';
import { mentionsUs } from './state_parse.js';

/** A project that we made: what it records, and the pack it carries. */
export interface Project {
  readonly root: string;
  readonly state: State;
  /** The bytes of {@link PACK_FILE}, not yet looked into. */
  readonly packBytes: Buffer;
}

/** The nearest project at or above a folder, no further than the git root, the home folder or the top of the disk. */
export function findProject(start: string): string | undefined {
  const home = resolve(homedir());
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (isProject(folder)) return folder;
    const isEnd = folder === home || folder === dirname(folder) || lookAt(join(folder, '.git')) !== undefined;
    if (isEnd) return undefined;
  }
}

/** @throws Refusal where the pack that a project carries can be none, before it is read: the memory could not hold it. */
export function verifyPackSize(root: string): void {
  const home = explained(`Cannot access ${HOME}`, () => lookAt(join(root, HOME)));
  const size = home?.isDirectory() === true ? (lookAt(join(root, PACK_FILE))?.size ?? 0) : 0;
  if (size > LARGEST_PACK)
    throw new Refusal(
      `${PACK_FILE} is larger than ${inMb(LARGEST_PACK)}, and no pack is`,
      `Restore it from git: git checkout HEAD -- ${PACK_FILE}`,
    );
}

/** Reads what a project records and carries; undefined where a folder is not a project of ours. */
export async function readProject(root: string): Promise<Project | undefined> {
  const state = readState(root);
  const home = explained(`Cannot access ${HOME}`, () => lookAt(join(root, HOME)));
  const pack = home?.isDirectory() === true ? lookAt(join(root, PACK_FILE)) : undefined;
  if (state === undefined) {
    if (pack === undefined) return undefined;
    throw new Refusal(
      `${PACK_FILE} is here, but ${STATE_FILE} does not describe a project`,
      `Restore it with: git checkout -- ${STATE_FILE}; to start over, remove ${PACK_FILE}`,
    );
  }
  if (pack?.isFile() !== true) throw packless(state, pack === undefined ? 'is missing' : 'is not a file');
  const packBytes = explained(`Cannot read ${PACK_FILE}`, () => readFileSync(join(root, PACK_FILE)));
  const damage = damageOf(packBytes);
  if (damage !== undefined) throw packless(state, damage);
  return Promise.resolve({ root, state, packBytes });
}

function isProject(folder: string): boolean {
  const path = join(folder, STATE_FILE);
  if (lookAt(path)?.isFile() !== true) return false;
  return explained(`Cannot read ${path}`, () => mentionsUs(readFileSync(path)));
}

/** What can be seen without knowing the format: whether something else has come to stand in the file. */
function damageOf(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return 'is empty';
  const begin = bytes.subarray(0, 60).toString('latin1');
  if (begin.startsWith('<<<<<<< ')) return 'contains git conflict markers';
  return begin.startsWith('version https://git-lfs') ? 'is only a Git LFS pointer' : undefined;
}

function packless({ pack: { id, revision } }: State, what: string): Refusal {
  return new Refusal(
    `${PACK_FILE}, the pack that this project carries (${id}, revision ${revision}), ${what}`,
    `Restore it from git: git checkout HEAD -- ${PACK_FILE}`,
  );
}
