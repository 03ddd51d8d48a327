import { createHash } from 'node:crypto';
import { Refusal, repeated } from '../errors.js';
import { type Pack, questionsOf } from '../pack/pack.js';
import { type Answers, defaultAnswer } from './answers.js';
import type { AnswersFile } from './file.js';
import { parseSelection, presetNames } from './selection.js';

/** The form of a code, by which a later one is told from it. */
const FORM = 'c1';
/** Signs of the digest at its end: one in a million mistyped codes is taken for a right one. */
const CHECK = 4;

/** Whether a word is meant as a code, in whatever form. */
export function isCode(word: string): boolean {
  return /^c\d+:/.test(word);
}

/**
 * Writes a choice as one short word: the pack, its tasks, and each answer to a choice that is not the default. What a person has
 * written is not in it: no name, no address, no bucket.
 */
export function codeOf({ values, asked }: Answers, pack: Pack): string {
  const choices = questionsOf(pack).flatMap((question) => {
    const value = values[question.name];
    if (value === undefined || (question.type !== 'choice' && question.type !== 'choices')) return [];
    const isOther = String(value) !== String(defaultAnswer(question, pack, values, ''));
    return isOther ? [`${question.flag}=${[value].flat().join('+')}`] : [];
  });
  const words = [FORM, pack.id, String(pack.revision), tasksOf(asked, pack), choices.join(',')].join(':');
  return `${words}:${checkOf(words)}`;
}

/**
 * Reads a code: it says the same as an answers file.
 *
 * @throws Refusal where it is no code, or was mistyped.
 */
export function readCode(code: string): AnswersFile {
  const words = code.slice(0, code.lastIndexOf(':'));
  const [form, id, revision, tasks, choices, check, ...more] = code.split(':');
  if (form !== FORM) throw new Refusal(`The code ${repeated(code)} has a form that this generator does not know`, NEWER);
  const isWhole = id !== undefined && revision !== undefined && tasks !== undefined && choices !== undefined && more.length === 0;
  if (!isWhole || check !== checkOf(words)) throw new Refusal(`The code ${repeated(code)} is not whole, or mistyped`, COPY);
  const answers =
    choices === '' ? [] : choices.split(',').map((choice) => [choice.split('=')[0] ?? '', readValue(choice.split('=')[1] ?? '')] as const);
  return { path: 'the code', revision: Number(revision), content: new Map<string, unknown>([['pack', id], ['tasks', tasks], ...answers]) };
}

/** Several choices at once stand with a plus between them, which no choice holds. */
function readValue(value: string): string | readonly string[] {
  return value.includes('+') ? value.split('+') : value;
}

const NEWER = 'Install a newer generator: npm install --global generator-mlops@latest';
const COPY = 'Copy it again from mlops info: it begins with c1: and ends with four letters or digits';

/** The preset that comes to the same tasks; else their numbers, in ranges, and the slugs of those without a number. */
function tasksOf(asked: readonly string[], pack: Pack): string {
  const chosen = parseSelection(asked, pack);
  const preset = presetNames(pack).find((name) => parseSelection(name, pack).join() === chosen.join());
  if (preset !== undefined) return preset;
  const tasks = pack.tasks.filter(({ slug }) => chosen.includes(slug));
  const numbers = tasks.flatMap(({ id }) => id ?? []).sort((a, b) => a - b);
  return [...ranges(numbers), ...tasks.filter(({ id }) => id === undefined).map(({ slug }) => slug)].join(',');
}

function ranges(numbers: readonly number[]): readonly string[] {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const current = found.at(-1);
    if (current?.[1] === number - 1) current[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
}

function checkOf(words: string): string {
  return createHash('sha256')
    .update(words)
    .digest('base64url')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, CHECK)
    .toLowerCase();
}
