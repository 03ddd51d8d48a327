import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Write } from '../change.js';
import { lookAt } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import { Refusal } from '../errors.js';
import { jsonIn } from '../json.js';
import { HOME, RENDERED } from '../paths.js';
import { type FileEntry, plainFile, sameEntry } from '../tree.js';
import type { State } from './state.js';
import { isTexts } from './state_parse.js';
import { entryAt } from './tree.js';

/** A choice that was rendered: what was asked for, and the digest of the pack. */
export interface RenderedChoice extends Pick<State, 'answers' | 'asked'> {
  readonly pack: string;
}

/** The choice that a state records. */
export function choiceOf({ answers, asked, pack }: Pick<State, 'answers' | 'asked' | 'pack'>): RenderedChoice {
  return { pack: pack.digest, answers, asked };
}

/** The path of the file of a choice. */
export function pathOfChoice(choice: RenderedChoice): string {
  return `${RENDERED}/${nameOf(lineOf(choice))}`;
}

/** The paths of the choices that a project was rendered from. */
export function listRendered(root: string): string[] {
  if (![HOME, RENDERED].every((folder) => lookAt(join(root, folder))?.isDirectory() === true)) return [];
  const names = explained(`Cannot list the folder ${RENDERED}`, () => readdirSync(join(root, RENDERED)));
  return names
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .sort()
    .map((name) => `${RENDERED}/${name}`);
}

/** Reads a choice from its file, which must be as it was written: the name is the digest of the content. */
export function readChoice(root: string, path: string): RenderedChoice {
  const entry = entryAt(root, path);
  const [line = ''] = entry?.kind === 'file' ? entry.bytes.toString('utf8').split('\n') : [];
  const choice = jsonIn(line);
  if (isChoice(choice) && pathOfChoice(choice) === path) return choice;
  throw new Refusal(`${path} was changed by hand`, `Restore it with: git checkout -- ${path}; or remove it`);
}

/** The writes after which the folder holds this choice and no other; without one, nothing. */
export function renderedWrites(root: string, choice: RenderedChoice | undefined): Write[] {
  const known = listRendered(root);
  const path = choice && pathOfChoice(choice);
  const gone = known.filter((other) => other !== path).map((other) => ({ path: other, before: entryAt(root, other), after: undefined }));
  if (choice === undefined || path === undefined || known.includes(path)) return gone;
  return [...gone, { path, before: undefined, after: plainFile(bytesOf(lineOf(choice))) }];
}

/** The writes after which the folder is as it was before a step: with two choices, where it was a merge that the step completed. */
export function restoredWrites(root: string, step: readonly { path: string; before: FileEntry | undefined }[]): Write[] {
  const records = step.filter(({ path }) => isRendered(path));
  const writes = records.map(({ path, before }) => ({ path, before: entryAt(root, path), after: before }));
  return writes.filter(({ before, after }) => !sameEntry(before, after));
}

/** Whether a path is one of these records. */
export function isRendered(path: string): boolean {
  return path.startsWith(`${RENDERED}/`);
}

/** A choice as one line: the same choice gives the same line, in whatever order it came about. */
function lineOf({ pack, answers, asked }: RenderedChoice): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ pack, answers: Object.fromEntries(sorted), asked: [...asked].sort() });
}

function nameOf(line: string): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 16);
}

/**
 * The choice, and below it a filling that no other choice has. Without it git would take the new file for the old one under
 * another name, in each of two branches another one, which is a conflict: it does so with files that are half alike.
 */
function bytesOf(line: string): Buffer {
  const filling = createHash('shake256', { outputLength: 2 * line.length })
    .update(line)
    .digest('base64');
  return Buffer.from(`${line}\n${filling}\n`);
}

function isChoice(value: unknown): value is RenderedChoice {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pack' in value && 'answers' in value && 'asked' in value)) return false;
  const { pack, answers, asked } = value;
  const isRecord = typeof answers === 'object' && answers !== null && !Array.isArray(answers);
  return (
    typeof pack === 'string' &&
    isTexts(asked) &&
    isRecord &&
    Object.values(answers).every((answer) => typeof answer === 'string' || isTexts(answer))
  );
}
