import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Merged, Write } from './change.js';
import { lookAt } from './disk.js';
import { explained } from './disk_error.js';
import { decodeStep, encodeStep, type HistoryStep } from './history_step.js';
import { HOME } from './lock.js';
import { readYours } from './project_tree.js';
import type { FileEntry } from './tree.js';

/** What `undo` needs. It stays on this machine: git never sees it. */
export const HISTORY = `${HOME}/history`;
const IGNORE = `${HISTORY}/.gitignore`;
/** Older steps are forgotten. */
const REMEMBERED = 50;

/** `taken`: a step that can be taken back. `undone`: one that was taken back, and can be brought back. */
export type StepKind = 'taken' | 'undone';

/** The name of a step's file: its kind, and its place in the order of time. */
interface StepName {
  readonly path: string;
  readonly kind: StepKind;
  readonly number: number;
}

/** A step that was found, and where. */
export interface FoundStep extends HistoryStep {
  readonly name: StepName;
}

/** The newest step of a kind that led to a state: steps of other branches are passed over. */
export function findStep(root: string, kind: StepKind, state: string): FoundStep | undefined {
  const names = listSteps(root).filter((name) => name.kind === kind);
  for (const name of names.sort((a, b) => b.number - a.number)) {
    const step = decodeStep(bytesAt(root, name.path));
    if (step?.to === state) return { ...step, name };
  }
  return undefined;
}

/** Whether the project remembers any step that can be taken back. */
export function hasHistory(root: string): boolean {
  return listSteps(root).some(({ kind }) => kind === 'taken');
}

/**
 * The writes that make the history remember a command: a step more, and nothing left to bring back.
 *
 * @param step what the command did.
 */
export function remember(root: string, step: HistoryStep): Write[] {
  const names = listSteps(root);
  const number = Math.max(0, ...names.map((name) => name.number)) + 1;
  const taken = names.filter(({ kind }) => kind === 'taken').sort((a, b) => b.number - a.number);
  const forgotten = [...names.filter(({ kind }) => kind === 'undone'), ...taken.slice(REMEMBERED - 1)];
  return [...ignoreItself(root), put(nameOf('taken', number), step), ...forgotten.map((name) => drop(root, name.path))];
}

/**
 * The writes that turn a step round: one that was taken back can be brought back, and the other way.
 *
 * @param found the step that is taken back, or brought back.
 * @param step what doing so did.
 */
export function turnRound(root: string, { name }: FoundStep, step: HistoryStep): Write[] {
  const kind = name.kind === 'taken' ? 'undone' : 'taken';
  return [...ignoreItself(root), drop(root, name.path), put(nameOf(kind, name.number), step)];
}

/** The writes that leave no history: the project itself goes. */
export function forgetAll(root: string): Write[] {
  const paths = listSteps(root).map(({ path }) => path);
  const ignore = entryAt(root, IGNORE) === undefined ? [] : [IGNORE];
  return [...paths, ...ignore].map((path) => drop(root, path));
}

/** The paths in a merge that moved, for a step that can be turned round. */
export function movesOf({ changes }: Merged): HistoryStep['moves'] {
  return changes.flatMap(({ path, from }) => (from === undefined ? [] : [{ from, to: path }]));
}

function listSteps(root: string): StepName[] {
  const folder = join(root, HISTORY);
  if (lookAt(join(root, HOME))?.isDirectory() !== true || lookAt(folder)?.isDirectory() !== true) return [];
  const names = explained(`Cannot list the folder ${HISTORY}`, () => readdirSync(folder));
  return names.flatMap((name) => {
    const match = /^(taken|undone)-(\d{6})$/.exec(name);
    if (match === null) return [];
    return [nameOf(match[1] === 'taken' ? 'taken' : 'undone', Number(match[2]))];
  });
}

function nameOf(kind: StepKind, number: number): StepName {
  return { path: `${HISTORY}/${kind}-${String(number).padStart(6, '0')}`, kind, number };
}

function put({ path }: StepName, step: HistoryStep): Write {
  return { path, before: undefined, after: file(encodeStep(step)) };
}

function drop(root: string, path: string): Write {
  return { path, before: entryAt(root, path), after: undefined };
}

function ignoreItself(root: string): Write[] {
  return entryAt(root, IGNORE) === undefined ? [{ path: IGNORE, before: undefined, after: file(Buffer.from('*\n')) }] : [];
}

function bytesAt(root: string, path: string): Buffer {
  const entry = entryAt(root, path);
  return entry?.kind === 'file' ? entry.bytes : Buffer.alloc(0);
}

function entryAt(root: string, path: string) {
  return readYours(root, [path]).get(path);
}

function file(bytes: Buffer): FileEntry {
  return { kind: 'file', bytes, executable: false };
}
