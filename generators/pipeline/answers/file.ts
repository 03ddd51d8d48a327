import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal, repeated } from '../errors.js';
import { nearest } from '../nearest.js';
import { isListType, type Pack, type Question } from '../pack/pack.js';
import type { Value, Values } from './value.js';

/** What an answers file says, read but not yet held against a pack. */
export interface AnswersFile {
  /** As it was named, for errors. */
  readonly path: string;
  readonly content: ReadonlyMap<string, unknown>;
  /** The revision of the pack that it was made with, where it says so. */
  readonly revision?: number;
}

/** What an answers file gives. */
export interface FileAnswers {
  readonly path: string;
  /** By the questions' names. */
  readonly values: Values;
  /** The selectors under `tasks`, where it has them. */
  readonly tasks?: readonly string[];
}

/** Keys that are no question: what to generate, and from what. */
const TASKS = 'tasks';
const PACK = 'pack';

/**
 * Reads an answers file.
 *
 * @param path JSON or YAML; `-` is standard input.
 * @param stdin gives all of standard input.
 */
export async function readAnswersFile(path: string, cwd: string, stdin: () => Promise<string>): Promise<AnswersFile> {
  const named = path === '-' ? 'standard input' : path;
  const text = (path === '-' ? await stdin() : readText(path, cwd)).replace(/^\uFEFF/, '');
  const parsed = text.trimStart().startsWith('{') ? parseJson(text, named) : await parseYaml(text, named);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Refusal(`${named} contains no answers`, 'Write one `flag: value` on each line, or one JSON object');
  }
  return { path: named, content: new Map(Object.entries(parsed)) };
}

/** The pack that an answers file names, where it does: `--pack` wins over it. */
export function packNamedIn({ path, content }: AnswersFile): string | undefined {
  const pack = content.get(PACK);
  if (pack === undefined || typeof pack === 'string') return pack;
  throw wrongType(PACK, path, 'a string');
}

/** Holds an answers file against a pack: each key is a flag of it, each value of the right kind. */
export function checkAnswersFile({ path, content, revision = 0 }: AnswersFile, pack: Pack): FileAnswers {
  if (revision > pack.revision) throw laterPack(revision, path, pack);
  const questions = [...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)];
  const values: Record<string, Value> = {};
  let tasks: readonly string[] | undefined;
  for (const [key, value] of content) {
    const question = questions.find(({ name, flag }) => key === flag || key === name);
    if (key === TASKS) tasks = readTasks(value, path);
    else if (question !== undefined) values[question.name] = readValue(question, key, value, path);
    else if (key !== PACK) throw unknownKey(key, path, questions);
  }
  return { path, values, ...(tasks === undefined ? {} : { tasks }) };
}

function readText(path: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new Refusal(`The answers file ${path} ${reason}`, 'Name a JSON or YAML file, or - for standard input');
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${path} is not valid JSON: ${error instanceof Error ? error.message : ''}`, 'Correct it and run again');
  }
}

/** YAML in which every scalar stays a text: a version 3.10 is not the number 3.1, and `no` is a word. */
async function parseYaml(text: string, path: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  try {
    const document = parseDocument(text, { schema: 'failsafe' });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS({ maxAliasCount: 10 });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1).join('').replace(/:$/, '') : '';
    throw new Refusal(`${path} is not valid YAML: ${reason}`, 'Correct it and run again');
  }
}

function readTasks(value: unknown, path: string): readonly string[] {
  if (typeof value === 'string') return [value];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const selectors = list.map((item) => (Number.isSafeInteger(item) ? String(item) : item));
  if (selectors.every((item) => typeof item === 'string')) return selectors;
  throw wrongType(TASKS, path, 'a list of presets, stages, slugs and numbers, or one string of them with commas');
}

function readValue({ type }: Question, key: string, value: unknown, path: string): Value {
  if (typeof value === 'string') return value;
  if (!isListType(type)) throw wrongType(key, path, 'a string: put it in quotes');
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw wrongType(key, path, 'a list of strings');
}

function laterPack(revision: number, path: string, { id, revision: own }: Pack): Refusal {
  const fact = `${path} was made with revision ${revision} of the pack ${id}, and this one is revision ${own}`;
  return new Refusal(fact, 'Install a newer generator: npm install --global generator-mlops@latest');
}

function wrongType(key: string, path: string, wanted: string): Refusal {
  return new Refusal(`"${key}" in ${path} has a value of the wrong type`, `Give it ${wanted}`);
}

function unknownKey(key: string, path: string, questions: readonly Question[]): Refusal {
  const known = [...questions.map(({ flag }) => flag), TASKS, PACK];
  const near = nearest(key, [...known, ...questions.map(({ name }) => name)]);
  const remedy = near === undefined ? `The keys are the names of the flags: ${known.join(', ')}` : `Did you mean "${near}"?`;
  return new Refusal(`"${repeated(key)}" in ${path} is not an answer that this pack asks for`, remedy);
}
