import { type Answers, completeAnswers } from '../answers/answers.js';
import type { Sources } from '../answers/sources.js';
import { Interruption } from '../errors.js';
import type { Pack } from '../pack/pack.js';
import type { Look } from '../terminal/columns.js';
import type { Asker } from './asker.js';
import { Conversation } from './conversation.js';
import { askYes } from './questions.js';

/** A course year that a person may take instead. */
export interface Year<L> {
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
  /** How many files each stage would bring, for the last look. Without it there is no last look. */
  readonly countFiles?: (answers: Answers, loaded: L) => ReadonlyMap<string, number>;
}

/** The answers, and the pack that they are answers to. */
export interface Asked<L> {
  readonly answers: Answers;
  readonly loaded: L;
}

/**
 * Gets an answer to every question that applies: given, asked for at a terminal, or the default.
 *
 * @throws Refusal for an answer that is none, or one that is missing; Interruption where a person breaks off.
 */
export async function ask<L extends { readonly pack: Pack }>(request: AskRequest<L>): Promise<Asked<L>> {
  const { loaded, asked, sources } = request;
  if (!request.interactive) return { answers: completeAnswers(loaded.pack, asked, sources), loaded };
  return heard(async () => new Conversation(request).hold());
}

/** Asks for a yes or a no outside of a conversation. */
export async function answerYes(message: string, terminal: { readonly asker: () => Promise<Asker> }): Promise<boolean> {
  return heard(async () => askYes(message, await terminal.asker()));
}

/** Runs questions; a person who breaks off interrupts the command. */
export async function heard<T>(questions: () => Promise<T>): Promise<T> {
  try {
    return await questions();
  } catch (error) {
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'].includes(error.name))
      throw new Interruption();
    throw error;
  }
}
