import { Refusal } from '../errors.js';
import { HOME, STATE_FILE } from '../paths.js';
import { version as ownVersion } from '../version.js';
import { type PackIdentity, STATE_KEY, type State } from './state.js';
import { holdsMarkers, joinSides, type Sides, takeApart } from './state_sides.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the state from the bytes of its file; undefined where it holds nothing of ours. What is wrong is named, with a
 * way out. Where git left conflict markers, both sides are taken.
 *
 * @param running the version that reads.
 */
export function parseState(bytes: Buffer, running: string = ownVersion): State | undefined {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!holdsMarkers(text)) return stateIn(parseSettings(text), running);
  const sides = takeApart(text);
  if (sides === undefined) throw unsettled('');
  return joinStates(sides, running);
}

/** Both sides of a file with conflict markers, where they can be told apart and were rendered from the same pack. */
function joinStates({ yours, theirs }: Sides, running: string): State {
  const settings = [yours, theirs].map(({ text }) => parseSide(text));
  const [one, other] = settings.map((side) => stateIn(side, running));
  if (one === undefined || other === undefined) throw unsettled(`, and one side does not have "${STATE_KEY}"`);
  const [left, right] = settings.map((side) => JSON.stringify({ ...side, [STATE_KEY]: undefined }));
  if (left !== right) throw unsettled(' in the settings of other generators');
  if (one.pack.digest !== other.pack.digest) throw twoPacks(one.pack, other.pack);
  return joinSides(one, other, { yours: yours.label, theirs: theirs.label });
}

function parseSide(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text), 'the file');
  } catch (error) {
    if (error instanceof SyntaxError) throw unsettled(', and one side is not valid JSON');
    throw error;
  }
}

function unsettled(where: string): Refusal {
  return new Refusal(
    `${STATE_FILE} contains git conflict markers${where}`,
    'Keep one side of each (of tasks and answers, both can stay), then run the command again',
  );
}

function twoPacks(yours: PackIdentity, theirs: PackIdentity): Refusal {
  const [one, other] = [yours, theirs].map(({ id, revision }) => `${id}, revision ${revision}`);
  return new Refusal(
    `${STATE_FILE} contains git conflict markers, and its sides come from two packs (${one}, and ${other})`,
    `Choose one in both files: in ${STATE_FILE} keep its "pack", and take its ${HOME}/pack with git checkout --ours or --theirs`,
  );
}

function stateIn(settings: Fields, running: string): State | undefined {
  if (!Object.hasOwn(settings, STATE_KEY)) return undefined;
  const record = fieldsOf(settings[STATE_KEY], `"${STATE_KEY}"`);
  const version = textOf(record['version'], 'version');
  refuseNewer(version, running);
  return { version, pack: packOf(record), answers: answersOf(record), asked: askedOf(record) };
}

/** Whether the bytes of a state file speak of us, also where they cannot be parsed. */
export function mentionsUs(bytes: Buffer): boolean {
  return bytes.includes(`"${STATE_KEY}"`);
}

function parseSettings(text: string): Fields {
  if (text.trim() === '') return {};
  try {
    return fieldsOf(JSON.parse(text), 'the file');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal(`${STATE_FILE} is not valid JSON: ${error.message}`, `Correct it, or restore it with: git checkout -- ${STATE_FILE}`);
  }
}

/** A state of the next minor version may mean something that this version does not know. */
function refuseNewer(version: string, running: string): void {
  const [major = 0, minor = 0] = numbersOf(version);
  const [ownMajor = 0, ownMinor = 0] = numbersOf(running);
  if (major < ownMajor || (major === ownMajor && minor <= ownMinor)) return;
  throw new Refusal(
    `This project was written by generator-mlops ${version}, and this is ${running}`,
    'Install the newer one: npm install --global generator-mlops@latest',
  );
}

function numbersOf(version: string): number[] {
  const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (found === null) throw damaged('version', 'is not a version');
  return found.slice(1).map(Number);
}

function packOf(record: Fields): PackIdentity {
  const { id, revision, digest, source } = fieldsOf(record['pack'], 'pack');
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision)) throw damaged('pack.revision', 'is not a number');
  const identity = { id: textOf(id, 'pack.id'), revision, digest: textOf(digest, 'pack.digest') };
  return source === undefined ? identity : { ...identity, source: textOf(source, 'pack.source') };
}

function answersOf(record: Fields): State['answers'] {
  const answers = Object.entries(fieldsOf(record['answers'], 'answers')).flatMap(([name, answer]) => {
    const { value } = fieldsOf(answer, `answers.${name}`);
    if (value === null) return [];
    if (typeof value !== 'string' && !isTexts(value)) {
      throw damaged(`answers.${name}.value`, 'is neither a string nor a list of strings');
    }
    return [[name, value] as const];
  });
  return Object.fromEntries(answers);
}

function askedOf(record: Fields): string[] {
  return Object.entries(fieldsOf(record['tasks'], 'tasks')).flatMap(([slug, task]) => {
    const { asked } = fieldsOf(task, `tasks.${slug}`);
    if (typeof asked !== 'boolean') throw damaged(`tasks.${slug}.asked`, 'is neither true nor false');
    return asked ? [slug] : [];
  });
}

/** Whether a value is a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw damaged(name, value === undefined ? 'is missing' : 'is not a string');
}

function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw damaged(name, value === undefined ? 'is missing' : 'is not an object');
}

function damaged(name: string, what: string): Refusal {
  const restore = `git checkout -- ${STATE_FILE}`;
  return new Refusal(`${STATE_FILE} was changed by hand: ${name} ${what}`, `Correct it, or take it back with: ${restore}`);
}
