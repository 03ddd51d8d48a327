import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Merged, Write } from '../change.js';
import { lookAt } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import { replaceStep } from '../commit/git_history.js';
import { historyHome } from '../commit/history_home.js';
import { HISTORY, HISTORY_HOMES } from '../paths.js';
import { ancestors, type FileEntry, plainFile, sameEntry } from '../tree.js';
import { decodeStep, encodeStep, type HistoryStep, type StepWrite, stepWrites, tracedFile } from './history_step.js';
import { entryAt, readYours } from './tree.js';

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
  /** Whether its command was cut off before it had written everything, or just after. */
  readonly isBegun: boolean;
}

/** A step that was found, and where. */
export interface FoundStep extends HistoryStep {
  readonly name: StepName;
}

/**
 * The last step of a kind that fits, be it of another branch. Steps are taken back from the newest one down, so of those the oldest
 * was the last.
 *
 * @param state the digest of the state that the project is in: a command that was cut off has led to it, or came to nothing.
 */
export function findStep(
  root: string,
  kind: StepKind,
  state: string | undefined,
  fits: (step: HistoryStep) => boolean = () => true,
): FoundStep | undefined {
  const names = newestFirst(listSteps(root).filter((each) => each.kind === kind));
  for (const name of kind === 'taken' ? names : names.reverse()) {
    const entry = entryAt(root, name.path);
    const step = entry?.kind === 'file' ? decodeStep(entry.bytes) : undefined;
    const isDone = !name.isBegun || step?.to === state;
    if (step !== undefined && isDone && fits(step)) return { ...step, writes: withTracedFiles(root, step.writes), name };
  }
  return undefined;
}

/** Of files of which a step has only traces, those that stand there still count as what it wrote. */
function withTracedFiles(root: string, writes: readonly StepWrite[]): StepWrite[] {
  const traced = writes.flatMap(({ path, trace }) => (trace === undefined ? [] : [path]));
  if (traced.length === 0) return [...writes];
  const now = readYours(root, traced);
  return writes.map((write) => (write.trace === undefined ? write : { ...write, after: tracedFile(write.trace, now.get(write.path)) }));
}

/**
 * The writes that make the history remember a command: a step more, and nothing left to bring back.
 *
 * @param step what the command did.
 */
export function remember(root: string, step: HistoryStep): Write[] {
  const names = listSteps(root);
  const [last] = newestFirst(names);
  // The same command, killed before it wrote, has left the same step.
  const file = plainFile(encodeStep(step));
  const isLeft = last?.kind === 'taken' && sameEntry(entryAt(root, last.path), file);
  const number = isLeft ? last.number : (last?.number ?? 0) + 1;
  const taken = newestFirst(names.filter((name) => name.kind === 'taken' && name.number !== number));
  const forgotten = [...names.filter(({ kind }) => kind === 'undone'), ...taken.slice(REMEMBERED - 1)];
  return [...put(root, 'taken', number, file), ...forgotten.map((name) => drop(root, name.path))];
}

/**
 * The writes that turn a step round: one that was taken back can be brought back, and the other way.
 *
 * @param found the step that is taken back, or brought back.
 * @param step what doing so did.
 */
export function turnRound(root: string, { name }: FoundStep, step: HistoryStep): Write[] {
  return [drop(root, name.path), ...put(root, name.kind === 'taken' ? 'undone' : 'taken', name.number, plainFile(encodeStep(step)))];
}

/**
 * Has the step that was just remembered know of one more write, so that it is turned round with the others.
 *
 * @param turned the step that it turned round.
 */
export function rememberAlso(root: string, turned: FoundStep | undefined, write: Write): void {
  const found = findStep(root, turned?.name.kind === 'taken' ? 'undone' : 'taken', undefined);
  if (found === undefined) return;
  const writes = found.writes.map((each) => (each.trace === undefined ? each : { ...each, after: undefined }));
  replaceStep(root, found.name.path, encodeStep({ ...found, writes: [...writes, ...stepWrites([write], 'trace')] }));
}

/** The paths in a merge that moved, for a step that can be turned round. */
export function movesOf({ changes }: Merged): HistoryStep['moves'] {
  return changes.flatMap(({ path, from }) => (from === undefined ? [] : [{ from, to: path }]));
}

function newestFirst(names: readonly StepName[]): StepName[] {
  return [...names].sort((a, b) => b.number - a.number);
}

function listSteps(root: string): StepName[] {
  return HISTORY_HOMES.flatMap((home) => {
    if (![...ancestors(home), home].every((folder) => lookAt(join(root, folder))?.isDirectory() === true)) return [];
    const names = explained(`Cannot list the folder ${home}`, () => readdirSync(join(root, home)));
    return names.flatMap((name) => {
      const match = /^(taken|undone)-(\d{6})(\.begun)?$/.exec(name);
      const kind = match?.[1] === 'taken' ? 'taken' : 'undone';
      return match === null ? [] : [nameOf(home, kind, Number(match[2]), match[3] ?? '')];
    });
  });
}

function nameOf(home: string, kind: StepKind, number: number, end = ''): StepName {
  return { path: `${home}/${kind}-${String(number).padStart(6, '0')}${end}`, kind, number, isBegun: end !== '' };
}

/** A step's file, in place of one that a command left that came to nothing; in the project, where git does not see it. */
function put(root: string, kind: StepKind, number: number, file: FileEntry): Write[] {
  const home = historyHome(root);
  const { path } = nameOf(home, kind, number);
  const ignores = home === HISTORY && entryAt(root, IGNORE) === undefined;
  const ignore = ignores ? [{ path: IGNORE, before: undefined, after: plainFile(Buffer.from('*\n')) }] : [];
  return [...ignore, { path, before: entryAt(root, path), after: file }];
}

function drop(root: string, path: string): Write {
  return { path, before: entryAt(root, path), after: undefined };
}
