import { Interruption } from '../errors.js';
import type { Asker, Prompt, PromptQuestion } from '../terminal/terminal.js';
import { CHECKLIST_TYPE, makeChecklistPrompt } from './checklist_prompt.js';

/** An inquirer module, whichever version made it: a function that asks, with a place for prompts of one's own. */
interface PromptModule {
  (questions: readonly PromptQuestion[]): Promise<object>;
  registerPrompt(name: string, prompt: unknown): unknown;
}

/**
 * Loads inquirer, for the binary.
 *
 * @param output where the questions go: standard error where standard output carries a document.
 */
export async function openInquirer(output: NodeJS.WritableStream = process.stdout): Promise<Asker> {
  const { createPromptModule } = await import('inquirer');
  const module = createPromptModule({ output });
  module.registerPrompt(CHECKLIST_TYPE, await makeChecklistPrompt());
  return asker(async (questions) => ({ ...(await module<Record<string, unknown>>([...questions])) }), true);
}

/**
 * Asks as Yeoman does, with the checklist beside the prompts of its adapter. Where the adapter is made of an inquirer
 * module, as Yeoman's own and the one of its tests are, that is asked itself: around it the adapter takes a Ctrl-C for
 * the failure of the whole run, and `yo` ends with words and a status of its own.
 *
 * @param prompt the generator's own `prompt`, bound, for adapters of another make; these get the plain checkbox.
 * @param adapter the environment's adapter.
 */
export async function openYeoman(prompt: Prompt, adapter: unknown): Promise<Asker> {
  const module = [adapter, field(adapter, 'actualAdapter')].map((made) => field(made, 'promptModule')).find(isModule);
  if (module === undefined) return asker(prompt, false);
  module.registerPrompt(CHECKLIST_TYPE, await makeChecklistPrompt());
  return asker(async (questions) => ({ ...(await module([...questions])) }), true);
}

function asker(prompt: Prompt, checklist: boolean): Asker {
  const ask: Prompt = async (questions) => untilInputEnds(() => prompt(questions));
  return Object.assign(ask, { checklist });
}

/**
 * A question is also over when its input is: then nothing is left to wait for, and the process would end in the middle
 * of a word.
 */
async function untilInputEnds<T>(ask: () => Promise<T>): Promise<T> {
  let stop = (): void => {};
  const ended = new Promise<never>((_, reject) => {
    const refuse = (): void => reject(new Interruption());
    process.once('beforeExit', refuse);
    stop = () => void process.off('beforeExit', refuse);
  });
  try {
    return await Promise.race([ask(), ended]);
  } finally {
    stop();
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

function isModule(value: unknown): value is PromptModule {
  return typeof value === 'function' && 'registerPrompt' in value && typeof value.registerPrompt === 'function';
}
