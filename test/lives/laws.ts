import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Result } from '../../generators/pipeline/documents.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { parseState } from '../../generators/pipeline/project/state_parse.js';
import { withoutDiffs } from '../support/results.js';
import { ownLines } from './person.js';
import { differences, filesOf, type Snapshot, withoutHistory } from './snapshot.js';
import type { Line, Outcome, World } from './world.js';

/** What a plan said: the document, and the paths that it would write. */
export interface Planned extends Outcome {
  readonly file: string;
  readonly paths: readonly string[];
}

/** A plan writes nothing, not even a time. */
export async function plan(world: World, line: Line): Promise<Planned> {
  const before = world.look({ times: true });
  const file = world.freePlan();
  const outcome = await world.run({ ...line, values: { ...line.values, save: file } });
  expect(differences(before, world.look({ times: true }))).toEqual([]);
  return { ...outcome, file, paths: outcome.result === undefined ? [] : pathsIn(file) };
}

function pathsIn(file: string): string[] {
  const { changes } = JSON.parse(readFileSync(file, 'utf8')) as { changes: { path: string }[] };
  return changes.map(({ path }) => path).sort();
}

/** The deed is what the plan said, on paper and on disk; what is refused leaves everything as it is. */
export function verifyDeed(planned: Planned, done: Outcome, before: Snapshot, after: Snapshot): void {
  if (done.result === undefined) {
    expect(done.exitCode).toBe(1);
    expect(done.refusal).toBe(planned.refusal);
    expect(differences(before, after)).toEqual([]);
    return;
  }
  expect(planned.result && { ...withoutDiffs(planned.result), planned: false }).toEqual(done.result);
  const changed = differences(filesOf(withoutHistory(before)), filesOf(withoutHistory(after)));
  expect(changed).toEqual(planned.paths);
  verifyWords(done.result, changed);
  const { changes, warnings } = done.result;
  const waits = changes.some(({ outcome }) => outcome === 'conflict') || warnings.some(({ incomplete }) => incomplete);
  expect([done.exitCode, done.result.exitCode]).toEqual(waits ? [2, 2] : [0, 0]);
}

/** Whatever changes is told of, and whatever is told of as changed has changed. */
function verifyWords({ changes }: Result, changed: readonly string[]): void {
  const told = changes.filter(({ outcome }) => outcome !== 'kept' && outcome !== 'unchanged');
  const paths = new Set(changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from])));
  const isOwn = (path: string): boolean => path === '.yo-rc.json' || path.startsWith('.mlops/');
  const isBeside = (path: string): boolean => /\.generated(\.\d+)?(\/|$)/.test(path);
  expect(changed.filter((path) => !paths.has(path) && !isOwn(path) && !isBeside(path))).toEqual([]);
  expect(told.filter(({ path, outcome }) => outcome !== 'conflict' && !changed.includes(path))).toEqual([]);
}

/**
 * No line that a person wrote and no link that they made is gone, unless they chose the generated version of its file. What they
 * gave up like that may come back with an undo, and go again with the undo of that.
 *
 * @param givenUp the lines that they gave up so far; those of this command are added.
 */
export function verifyLines({ values }: Line, before: Snapshot, after: Snapshot, { result }: Outcome, givenUp: Set<string>): void {
  const left = ownLines(after);
  const chosen = values?.['on-conflict'] === 'generated' ? (result?.changes ?? []).filter(isChosen) : [];
  const given = new Set(chosen.flatMap(({ path, from }) => [path, from]));
  const kept = new Map([...before].filter(([path]) => !given.has(path)));
  for (const line of ownLines(before)) if (!left.has(line) && !ownLines(kept).has(line)) givenUp.add(line);
  expect([...ownLines(kept)].filter((line) => !left.has(line) && !givenUp.has(line))).toEqual([]);
  const links = [...kept].filter(([, what]) => what.startsWith('link'));
  expect(links.filter(([path, what]) => after.get(path) !== what)).toEqual([]);
}

/** Whether a person chose between the two versions of a file. */
export function isChosen({ note }: Result['changes'][number]): boolean {
  return note?.endsWith('as you chose.') === true;
}

/** What a person deleted stays deleted, as long as it is generated: undo speaks of what was there before instead. */
export function verifyDeletions({ command }: Line, before: Snapshot, after: Snapshot, { generated }: Outcome): void {
  const deleted = command === 'undo' ? [] : generated.filter((path) => !before.has(path));
  expect(deleted.filter((path) => after.has(path))).toEqual([]);
}

/** What was asked for stays asked for in another revision that has it, also under another slug. */
export function verifyUpgrade({ command }: Line, before: Snapshot, after: Snapshot, { tasks }: Pack): void {
  if (command !== 'upgrade') return;
  const left = numbersAsked(after);
  const offered = new Set(tasks.map(({ slug }) => numberOf(slug)));
  expect(numbersAsked(before).filter((number) => offered.has(number) && !left.includes(number))).toEqual([]);
}

function numbersAsked(seen: Snapshot): string[] {
  const recorded = seen.get('.yo-rc.json')?.replace(/^file - /, '') ?? '';
  return (parseState(Buffer.from(recorded, 'latin1'))?.asked ?? []).map(numberOf);
}

/** A renamed slug keeps the number of its task. */
function numberOf(slug: string): string {
  return slug.replace(/(-again)+$/, '');
}

/** The same command a second time changes nothing, not even a time, and leaves no step for undo. */
export async function verifyAgain(world: World, line: Line): Promise<void> {
  const before = world.look({ times: true });
  const { result, refusal } = await world.run(line);
  expect(refusal).toBeUndefined();
  expect(differences(before, world.look({ times: true }))).toEqual([]);
  expect(result?.changes).toEqual([]);
}

/** Undo right after a command restores every byte, and redo brings back what it took. */
export async function verifyWayBack(world: World, line: Line, before: Snapshot): Promise<void> {
  const after = world.look();
  const isRedo = line.values?.['redo'] === true;
  const back: Line = line.command === 'undo' && !isRedo ? { command: 'undo', values: { redo: true } } : { command: 'undo' };
  const forth: Line = back.values === undefined ? { command: 'undo', values: { redo: true } } : { command: 'undo' };
  const { result, refusal } = await world.run(back);
  expect(refusal).toBeUndefined();
  const different = restored(before, world.look());
  expect(different.filter((path) => !isLinkToldOf(path, before, result))).toEqual([]);
  if (!before.has('.mlops/pack')) return;
  expect((await world.run(forth)).refusal).toBeUndefined();
  expect(restored(after, world.look())).toEqual([]);
}

/** A link in whose place a person chose to have our file: only files are put back, and they are told where it led. */
function isLinkToldOf(path: string, before: Snapshot, result: Result | undefined): boolean {
  const target = /^link to (.*)$/.exec(before.get(path) ?? '')?.[1];
  return target !== undefined && result?.changes.find((change) => change.path === path)?.note?.includes(target) === true;
}

/**
 * What was added and is removed again leaves every byte as it was, where nobody edited in between and nothing was in conflict.
 * But a file of a person's own into which a whole generated one was merged stays as it is, and is told of: it is edited (rule 5).
 */
export async function verifyThereAndBack(world: World, { words = [] }: Line, before: Snapshot): Promise<void> {
  const after = world.look();
  const { result, refusal } = await world.run({ command: 'remove', words });
  expect(refusal).toBeUndefined();
  const kept = result?.changes.filter(({ path, outcome }) => outcome === 'kept' && before.has(path)).map(({ path }) => path) ?? [];
  expect(restored(before, world.look()).filter((path) => !kept.includes(path))).toEqual([]);
  expect((await world.run({ command: 'undo' })).refusal).toBeUndefined();
  expect(restored(after, world.look())).toEqual([]);
}

/** What differs from how it was. Folders in which nothing stands are nobody's: git does not know them either. */
export function restored(was: Snapshot, is: Snapshot): string[] {
  return differences(filesOf(withoutHistory(was)), filesOf(withoutHistory(is)));
}
