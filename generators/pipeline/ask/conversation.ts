import { type Answers, applies, completeAnswers, defaultAnswer, normaliseAsked, noteOnDefault, questionsFor } from '../answers/answers.js';
import type { Sources } from '../answers/sources.js';
import { givenAnswer, verifyGiven } from '../answers/sources.js';
import type { Value } from '../answers/value.js';
import { Declined, DONE, Interruption } from '../errors.js';
import type { Pack, Question } from '../pack/pack.js';
import type { Look } from '../terminal/columns.js';
import { wrap } from '../terminal/columns.js';
import { type Asker, paint } from '../terminal/terminal.js';

import { makeChecklist } from './checklist.js';
import { askVerdict, askWhich, TASKS } from './last_look.js';
import { askHowFar, askQuestion, askTasks, askYear } from './questions.js';
import { summarise, summaryText } from './summary.js';

/** One run of questions. It keeps what was said so far, because what is asked next depends on it. */
export class Conversation<L extends { readonly pack: Pack }> {
  readonly #request: AskRequest<L>;
  readonly #said: Record<string, Value> = {};
  #loaded: L;
  #asked: readonly string[];
  #asker: Asker | undefined;

  constructor(request: AskRequest<L>) {
    this.#request = request;
    this.#loaded = request.loaded;
    this.#asked = normaliseAsked(request.asked, request.loaded.pack);
  }

  /** First who they are, then how far they go, then what that needs. */
  async hold(): Promise<Asked<L>> {
    verifyGiven(this.#loaded.pack, this.#request.sources);
    for (const question of identityQuestions(this.#loaded.pack)) await this.#answer(question);
    await this.#chooseYear();
    await this.#chooseTasks(this.#request.sources.recorded === undefined);
    for (;;) {
      const answers = await this.#answerRest();
      if (await this.#isFinal(answers)) return { answers, loaded: this.#loaded };
    }
  }

  /** What the tasks need; what was answered before stays. */
  async #answerRest(): Promise<Answers> {
    for (const question of questionsFor(this.#loaded.pack, this.#asked)) {
      if (applies(question, this.#loaded.pack, this.#asked, this.#said)) await this.#answer(question);
    }
    const { sources } = this.#request;
    return completeAnswers(this.#loaded.pack, this.#asked, { ...sources, flags: { ...sources.flags, ...this.#said } });
  }

  async #answer(question: Question): Promise<void> {
    if (Object.hasOwn(this.#said, question.name)) return;
    const { pack } = this.#loaded;
    const known = this.#knownAnswer(question);
    const suggestion = known?.value ?? defaultAnswer(question, pack, this.#said, this.#request.sources.folder);
    const settled = known?.settled === true || (question.quiet === true && suggestion !== undefined);
    const note = known === undefined ? noteOnDefault(question, pack, this.#said, this.#request.sources.folder) : undefined;
    const value = settled ? suggestion : await this.#put(question, suggestion, note);
    if (value !== undefined) this.#said[question.name] = value;
  }

  async #put(question: Question, suggestion: Value | undefined, note: string | undefined): Promise<Value> {
    const { look, say } = this.#request;
    const asker = await this.#ask();
    const lines = [question.help, note && `${note}.`].flatMap((text) => (text === undefined ? [] : wrap(text, look.columns - 3)));
    if (lines.length > 0) say(`\n${lines.map((line) => paint(look, 'dim', `  ${line}`)).join('\n')}\n`);
    return askQuestion(question, this.#loaded.pack, suggestion, asker);
  }

  /** A given answer is settled; a recorded one may be asked about again, and is then the suggestion. */
  #knownAnswer(question: Question): { value: Value; settled: boolean } | undefined {
    const { sources, reask = [] } = this.#request;
    const { recorded: _, ...today } = sources;
    const given = givenAnswer(question, this.#loaded.pack, today);
    if (given !== undefined) return { value: given.value, settled: true };
    const recorded = givenAnswer(question, this.#loaded.pack, sources);
    return recorded && { value: recorded.value, settled: reask !== 'all' && !reask.includes(question.name) };
  }

  async #chooseYear(): Promise<void> {
    const { years = [] } = this.#request;
    if (years.length < 2) return;
    const id = await askYear(years, this.#loaded.pack.id, await this.#ask());
    const year = years.find((candidate) => candidate.id === id);
    if (year !== undefined && id !== this.#loaded.pack.id) this.#loaded = await year.load();
  }

  /** @param first whether nobody has chosen any before. */
  async #chooseTasks(first: boolean): Promise<void> {
    const { tasks } = this.#request;
    const { pack } = this.#loaded;
    if (tasks === 'open') {
      this.#asked = await askHowFar(pack, first ? undefined : this.#asked, await this.#ask());
    } else if (tasks !== 'given' && tasks.offer.length > 0) {
      const list = makeChecklist(pack, tasks.offer, tasks.keep);
      const chosen = await askTasks(tasks.message, list, this.#asked, await this.#ask());
      const elsewhere = this.#asked.filter((slug) => !tasks.offer.includes(slug));
      this.#asked = [...tasks.keep, ...elsewhere, ...chosen];
    }
    this.#asked = normaliseAsked(this.#asked, pack);
  }

  /** Where questions were asked, shows what they come to and asks for a yes. */
  async #isFinal(answers: Answers): Promise<boolean> {
    const { lastLook, look, say } = this.#request;
    if (lastLook === undefined || this.#asker === undefined) return true;
    say(summaryText(summarise(answers, this.#loaded.pack, lastLook.countFiles(answers, this.#loaded)), look));
    const verdict = await askVerdict(this.#asker);
    if (verdict === 'no') throw new Declined('Run the command again to answer differently');
    if (verdict === 'command') {
      say(`\n${lastLook.commandLine(answers, this.#loaded)}\n\n`);
      throw new Interruption(DONE, 'Nothing was written.');
    }
    if (verdict === 'change') await this.#change(answers, this.#asker);
    return verdict === 'yes';
  }

  async #change(answers: Answers, asker: Asker): Promise<void> {
    const { tasks, look } = this.#request;
    const questions = questionsFor(this.#loaded.pack, this.#asked).filter(({ name }) => answers.values[name] !== undefined);
    const name = await askWhich(questions, answers, tasks !== 'given', look.columns, asker);
    if (name === TASKS) await this.#chooseTasks(false);
    const question = questions.find((each) => each.name === name);
    if (question !== undefined) this.#said[name] = await this.#put(question, answers.values[name], undefined);
  }

  /** The prompts are loaded with the first question: a run without one does not pay for them. */
  async #ask(): Promise<Asker> {
    this.#asker ??= await this.#request.asker();
    return this.#asker;
  }
}

/**
 * The pack's questions about the people and their project, which come before how far they go: its first ones, without
 * conditions.
 */
function identityQuestions({ asks }: Pack): readonly Question[] {
  const end = asks.findIndex(({ type, when }) => type === 'choice' || type === 'token' || when !== undefined);
  return end < 0 ? asks : asks.slice(0, end);
}

/** A course year that a person may take instead. */
interface Year<L> {
  readonly id: string;
  readonly title: string;
  readonly load: () => L | Promise<L>;
}

/**
 * Which tasks a person is asked about. `given`: none, they were named. `open`: how far to go, and task by task where
 * that is wished.
 * An offer: these single tasks; what was asked for before (`keep`) stays, with what it needs.
 */
export type TaskQuestion =
  | 'given'
  | 'open'
  | { readonly offer: readonly string[]; readonly message: string; readonly keep: readonly string[] };

/** What is known before anybody is asked, and how to ask. */
export interface AskRequest<L extends { readonly pack: Pack }> {
  /** The pack to begin with, as it was loaded. */
  readonly loaded: L;
  /** The course years to choose from; fewer than two are no question. */
  readonly years?: readonly Year<L>[];
  readonly sources: Sources;
  /** The slugs that were asked for: named, recorded, or what nobody's word means. */
  readonly asked: readonly string[];
  readonly tasks: TaskQuestion;
  /** Names of questions that are asked although their answers are recorded; `all` for every one. */
  readonly reask?: readonly string[] | 'all';
  /** Whether anybody is there to be asked: at a terminal, and without `--defaults`. */
  readonly interactive: boolean;
  readonly asker: () => Promise<Asker>;
  readonly look: Look;
  /** Prints what a person reads between questions. */
  readonly say: (text: string) => void;
  /** What is shown before a yes. Without it there is no last look. */
  readonly lastLook?: {
    /** How many files each stage would bring. */
    readonly countFiles: (answers: Answers, loaded: L) => ReadonlyMap<string, number>;
    /** The command that does the same without a question. */
    readonly commandLine: (answers: Answers, loaded: L) => string;
  };
}

/** The answers, and the pack that they are answers to. */
export interface Asked<L> {
  readonly answers: Answers;
  readonly loaded: L;
}
