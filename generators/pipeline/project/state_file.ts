import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookAt } from '../commit/disk.js';
import { explained } from '../commit/disk_error.js';
import { Refusal } from '../errors.js';
import { isListed } from '../pack/needs.js';
import type { Pack } from '../pack/pack.js';
import { STATE_FILE } from '../paths.js';
import { STATE_KEY, type State } from './state.js';
import { parseState } from './state_parse.js';
import { withoutMarkers } from './state_sides.js';

/**
 * Reads what a project records; undefined where it records nothing of ours.
 *
 * @param running the version that reads: a state of a newer one is refused.
 */
export function readState(root: string, running?: string): State | undefined {
  const path = join(root, STATE_FILE);
  const found = explained(`Cannot access ${STATE_FILE}`, () => lookAt(path));
  if (found === undefined) return undefined;
  if (!found.isFile()) {
    const kind = found.isSymbolicLink() ? 'a symbolic link, which is never followed' : 'not a file';
    throw new Refusal(`${STATE_FILE} is ${kind}`, 'Put the file itself in its place');
  }
  return parseState(
    explained(`Cannot read ${STATE_FILE}`, () => readFileSync(path)),
    running,
  );
}

/**
 * The bytes of the state file: one object on three lines for each question and each task of the pack, answered or not, so
 * that git merges two people's choices. Keys of other generators stay as they are, and so does the whole file where it says the same
 * already.
 *
 * @param existing what the file holds now.
 */
export function stateBytes(existing: Buffer | undefined, state: State, pack: Pack): Buffer {
  const whole = existing?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
  const text = withoutMarkers(whole);
  const settings: unknown = text.trim() === '' ? {} : JSON.parse(text);
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new Refusal(`${STATE_FILE} does not hold a JSON object`, 'Correct it, or move it away');
  }
  const ours = recordOf(state, pack);
  const old = Object.entries(settings).find(([key]) => key === STATE_KEY)?.[1];
  if (existing !== undefined && text === whole && JSON.stringify(old) === JSON.stringify({ ...ours, version: versionIn(old) }))
    return existing;
  return printed({ ...settings, [STATE_KEY]: ours }, text);
}

/**
 * The bytes of the state file without what we recorded; nothing where nothing else is in it.
 *
 * @param existing what the file holds now.
 */
export function bytesWithoutState(existing: Buffer): Buffer | undefined {
  const text = withoutMarkers(existing.toString('utf8').replace(/^\uFEFF/, ''));
  const settings: object = JSON.parse(text);
  const others = Object.entries(settings).filter(([key]) => key !== STATE_KEY);
  if (others.length === 0) return undefined;
  return printed(Object.fromEntries(others), text);
}

/** Settings in the form that the file has: its indentation, its line ends, and whether its last line has one. */
function printed(settings: object, text: string): Buffer {
  const indent = /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const json = JSON.stringify(settings, null, indent) + (text === '' || text.endsWith('\n') ? '\n' : '');
  return Buffer.from(text.includes('\r\n') ? json.replaceAll('\n', '\r\n') : json);
}

/** The version that wrote last: a newer one that has nothing to write leaves the file as it is. */
function versionIn(record: unknown): unknown {
  return typeof record === 'object' && record !== null && 'version' in record ? record.version : undefined;
}

function recordOf({ version, pack: { id, revision, digest, source }, answers, asked }: State, pack: Pack): object {
  const on = new Set(asked);
  return {
    version,
    pack: { id, revision, digest, ...(source === undefined ? {} : { source }) },
    answers: Object.fromEntries(orderOf(answers, pack).map((name) => [name, { value: answers[name] ?? null }])),
    tasks: Object.fromEntries(pack.tasks.filter(isListed).map(({ slug }) => [slug, { asked: on.has(slug) }])),
  };
}

/** The questions in the order in which the pack asks, whoever answered first; then what the pack does not ask. */
function orderOf(answers: State['answers'], pack: Pack): string[] {
  const questions = [...pack.asks, ...pack.stages.flatMap(({ asks }) => asks)].map(({ name }) => name);
  const known = [...new Set(questions)];
  const rest = Object.keys(answers).filter((name) => !known.includes(name));
  return [...known, ...rest.sort()];
}
