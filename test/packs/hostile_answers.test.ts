import { beforeAll, describe, expect, test } from 'vitest';
import { type Answers, completeAnswers } from '../../generators/pipeline/answers/answers.js';
import { checkAnswersFile, readAnswersFile } from '../../generators/pipeline/answers/file.js';
import type { Sources } from '../../generators/pipeline/answers/sources.js';
import { tidy, type Value } from '../../generators/pipeline/answers/value.js';
import { askQuestion } from '../../generators/pipeline/ask/questions.js';
import { readFlags, splitArguments } from '../../generators/pipeline/doors/arguments.js';
import { Refusal } from '../../generators/pipeline/errors.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { isListType, type Pack, type Question, questionsOf } from '../../generators/pipeline/pack/pack.js';
import type { Asker, PromptQuestion } from '../../generators/pipeline/terminal/terminal.js';
import { claimedTasks, renderChoice } from '../support/emitted.js';
import { HOSTILE_TEXTS, STRANGE_EMAILS, STRANGE_PACKAGES, STRANGE_URLS } from '../support/hostile_texts.js';
import { readAsMeant } from '../support/readers.js';

const pack: Pack = newestPack().pack;
const questions = questionsOf(pack);
const everything = claimedTasks(pack);

/** What a way of answering came to: the answer as it is recorded, or the words of the refusal. */
type Verdict = { readonly value: Value } | { readonly refused: Refusal };

async function verdict(give: () => Value | undefined | Promise<Value | undefined>): Promise<Verdict> {
  try {
    return { value: (await give()) ?? '' };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error };
    throw error;
  }
}

/** All questions arise, so that each answer is looked at. */
function answerOf({ name }: Question, sources: Partial<Sources>): Value | undefined {
  const flags = { ...ALL_ARISE, ...sources.flags };
  return completeAnswers(pack, everything, { folder: 'demo', ...sources, flags }).values[name];
}

const ALL_ARISE: Readonly<Record<string, string>> = { remote: 'ssh', store: 'plain' };

function byFlag(question: Question, text: string): Value | undefined {
  const { values } = splitArguments([`--${question.flag}=${text}`], questions);
  return answerOf(question, { flags: readFlags(values, questions) });
}

async function byFile(question: Question, text: string, write: (answers: object) => string): Promise<Value | undefined> {
  const content = write({ [question.flag]: isListType(question.type) ? [text] : text });
  const file = checkAnswersFile(await readAnswersFile('-', '/', async () => content), pack);
  const flags = Object.fromEntries(Object.entries(ALL_ARISE).filter(([name]) => name !== question.name));
  return completeAnswers(pack, everything, { folder: 'demo', flags, file }).values[question.name];
}

async function byPrompt(question: Question, text: string): Promise<Value> {
  const asker: Asker = async (asked: readonly PromptQuestion[]) => {
    const [prompt] = asked;
    const validate: unknown = prompt?.['validate'];
    const said: unknown = typeof validate === 'function' ? validate(text) : true;
    if (said !== true) throw new Refusal(String(said), '');
    return { [question.name]: text };
  };
  return askQuestion(question, pack, undefined, asker);
}

/** A text in double quotes of YAML, which read all escapes of JSON. */
const yamlOf = (answers: object): string =>
  Object.entries(answers)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');

describe.each(questions.map((question) => [`--${question.flag}`, question] as const))('%s', (_, question) => {
  test('is one answer, or one refusal with a remedy, by flag, by a file of either kind, and at a prompt', async () => {
    for (const text of HOSTILE_TEXTS) {
      const flag = await verdict(() => byFlag(question, text));
      const json = await verdict(() => byFile(question, text, JSON.stringify));
      const yaml = await verdict(() => byFile(question, text, yamlOf));
      expect(kindOf(json), text).toEqual(kindOf(flag));
      expect(kindOf(yaml), text).toEqual(kindOf(flag));
      if ('refused' in flag) expectHelp(flag.refused);
      else expect(flag.value).toEqual(tidy(question, text));
      // At a prompt a list has its items between commas, a choice is chosen, and what is left empty is the suggestion.
      if (isListType(question.type) || question.type === 'choice' || text.trim() === '') continue;
      expect('refused' in (await verdict(() => byPrompt(question, text))), text).toBe('refused' in flag);
    }
  });
});

function kindOf(given: Verdict): unknown {
  return 'refused' in given ? given.refused.remedy : given;
}

/** One line that says what is wrong, one that says what to do, and nothing in them that a terminal acts on. */
function expectHelp({ fact, remedy }: Refusal): void {
  expect(fact).toMatch(/^\S.*[^.]$/);
  expect(remedy).toMatch(/^[A-Z].*[^.]$/);
  expect(`${fact}${remedy}`).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
}

describe('what is taken stands in every file as it was typed', () => {
  /** Plain answers, each of which is found wherever it stands. */
  const PLAIN: Readonly<Record<Question['type'], (name: string) => Value>> = {
    title: (name) => `zq${name}zq`,
    text: (name) => `zq${name}zq`,
    texts: (name) => [`zq${name}zq`],
    token: (name) => `zq${name}zq`,
    tokens: (name) => [`zq${name}zq`],
    package: (name) => `zq${name}zq`,
    email: (name) => `zq${name}zq@example.org`,
    url: (name) => `https://example.org/zq${name}zq`,
    choice: () => '',
    choices: () => [],
  };
  const free = questions.filter(({ type }) => type !== 'choice' && type !== 'choices');
  const plain = Object.fromEntries(free.map(({ name, type }) => [name, PLAIN[type](name)]));
  const uv = { ...ALL_ARISE, manager: 'uv', license: 'BSD-3-Clause', agents: 'yes', devcontainer: 'yes', ...plain };
  const pip = { remote: 'bucket', manager: 'pip', license: 'MIT', data: 'table', ...plain };
  const settings = [
    { asked: everything, flags: uv },
    { asked: everything.filter((slug) => slug !== 'hydra'), flags: pip },
  ];
  let emitted: (readonly { readonly bytes: Buffer; readonly path: string }[])[];
  /** What the plain files say, by setting and path: each is read once for all texts. */
  const said = new Map<string, unknown>();

  async function readPlain(index: number, path: string, bytes: Buffer): Promise<unknown> {
    const key = `${index} ${path}`;
    if (!said.has(key)) said.set(key, await readAsMeant(path, bytes.toString()));
    return said.get(key);
  }

  function render(index: number, given: Readonly<Record<string, Value>>): { bytes: Buffer; path: string }[] {
    const { asked, flags } = settings[index] ?? { asked: [], flags: {} };
    const answers: Answers = completeAnswers(pack, asked, { folder: 'demo', flags: { ...flags, ...given } });
    return [...renderChoice(pack, { name: '', answers })].map(([path, { bytes }]) => ({ path, bytes }));
  }

  beforeAll(() => {
    emitted = settings.map((_, index) => render(index, {}));
  });

  test('each plain answer is found somewhere', () => {
    const all = emitted
      .flat()
      .map(({ path, bytes }) => `${path}\n${bytes.toString()}`)
      .join('\n');
    expect(free.filter(({ name }) => !all.includes(`zq${name}zq`)).map(({ name }) => name)).toEqual([]);
  });

  /** Holds each file that the answers changed to what its reader makes of the plain one, with the answers in place. */
  async function expectSaid(index: number, given: Readonly<Record<string, Value>>): Promise<void> {
    const pairs = Object.entries(given).map(([name, value]) => [String(plain[name]), String(value)] as const);
    const before = emitted[index] ?? [];
    const after = render(index, given);
    expect(after.map(({ path }) => path)).toEqual(before.map(({ path }) => replaced(path, pairs)).toSorted());
    const byPath = new Map(after.map(({ path, bytes }) => [path, bytes]));
    for (const { path, bytes } of before) {
      const now = byPath.get(String(replaced(path, pairs)));
      if (now === undefined || now.equals(bytes)) continue;
      expect(await readAsMeant(path, now.toString()), path).toEqual(replaced(await readPlain(index, path, bytes), pairs));
    }
  }

  /** The questions that take a text, with it. */
  function taking(text: string): Record<string, Value> {
    const takers = free.filter((question) => {
      const { name } = question;
      try {
        return byFlag(question, text) !== undefined && name !== 'package' && text.trim() !== '';
      } catch {
        return false;
      }
    });
    return Object.fromEntries(takers.map((question) => [question.name, tidy(question, isListType(question.type) ? [text] : text)]));
  }

  test.each(HOSTILE_TEXTS.map((text, index) => [text, index] as const))('%j', async (text, index) => {
    await expectSaid(index % settings.length, taking(text));
  });
  test.each(STRANGE_PACKAGES)('the package %s', (name) => expectSaid(0, { package: name }));
  test.each(STRANGE_EMAILS)('the address %s', (email) => expectSaid(0, { email }));
  test.each(STRANGE_URLS)('the address %s', (repository) => expectSaid(1, { repository }));
});

/** The same data with each plain text replaced by another, in keys and values. */
function replaced(data: unknown, pairs: readonly (readonly [string, string])[]): unknown {
  if (typeof data === 'string') return pairs.reduce((text, [from, to]) => text.replaceAll(from, () => to), data);
  if (Array.isArray(data)) return data.map((item) => replaced(item, pairs));
  if (typeof data !== 'object' || data === null || data instanceof Date) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, replaced(value, pairs)]));
}

/** Windows opens a device, or nothing, where a name is one of these. */
const NO_NAME_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[<>:"|?*\\]|[. ]$/i;

test('no emitted path has a name that Windows cannot hold, whatever a folder or a title is called', () => {
  for (const name of ['con', 'NUL', 'aux', 'Com1', 'lpt9', 'PRN.txt', 'x.', 'a:b']) {
    const answers = completeAnswers(pack, everything, { folder: name, flags: {} });
    for (const path of renderChoice(pack, { name, answers }).keys())
      expect(
        path.split('/').filter((part) => NO_NAME_ON_WINDOWS.test(part)),
        path,
      ).toEqual([]);
  }
});
