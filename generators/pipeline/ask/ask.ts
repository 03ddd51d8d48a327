import { completeAnswers } from '../answers/answers.js';
import { Interruption } from '../errors.js';
import type { Pack } from '../pack/pack.js';
import type { Asker } from '../terminal/terminal.js';
import type { Asked, AskRequest } from './conversation.js';

/**
 * Gets an answer to every question that applies: given, asked for at a terminal, or the default.
 *
 * @throws Refusal for an answer that is none, or one that is missing; Interruption where a person breaks off.
 */
export async function ask<L extends { readonly pack: Pack }>(request: AskRequest<L>): Promise<Asked<L>> {
  const { loaded, asked, sources } = request;
  if (!request.interactive) return { answers: completeAnswers(loaded.pack, asked, sources), loaded };
  const { Conversation } = await import('./conversation.js');
  return heard(async () => new Conversation(request).hold());
}

/** Asks for a yes or a no outside of a conversation. */
export async function answerYes(message: string, terminal: { readonly asker: () => Promise<Asker> }, suggested = true): Promise<boolean> {
  const { askYes } = await import('./questions.js');
  return heard(async () => askYes(message, await terminal.asker(), suggested));
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
