import { Interruption } from './errors.js';
import { CHECKLIST_TYPE, makeChecklistPrompt } from './task_checklist.js';

/** One question as inquirer and Yeoman take it. */
export interface PromptQuestion {
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly default?: unknown;
  readonly choices?: readonly object[];
  readonly validate?: (value: string) => true | string;
  readonly [field: string]: unknown;
}

/** A function that asks questions and gives the answers by the questions' names. */
export type Prompt = (questions: readonly PromptQuestion[]) => Promise<Record<string, unknown>>;

/** A {@link Prompt}, and whether it knows the task checklist. */
export interface Asker extends Prompt {
  readonly checklist?: boolean;
}

/** Something that prompts of one's own can be registered with: an inquirer module. */
interface Registry {
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
  const checklist = await register(module);
  return withChecklist(
    async (questions) => ({ ...(await module<Record<string, unknown>>([...questions])) }),
    checklist,
  );
}

/**
 * Takes Yeoman's prompt, and puts the checklist beside the prompts of its adapter.
 *
 * @param prompt the generator's own `prompt`, bound.
 * @param adapter the environment's adapter, of whatever make; without a place for prompts the plain checkbox is used.
 */
export async function openYeoman(prompt: Prompt, adapter: unknown): Promise<Asker> {
  const registry = [field(adapter, 'promptModule'), field(field(adapter, 'actualAdapter'), 'promptModule')].find(
    isRegistry,
  );
  return withChecklist(prompt, registry !== undefined && (await register(registry)));
}

async function register(registry: Registry): Promise<boolean> {
  registry.registerPrompt(CHECKLIST_TYPE, await makeChecklistPrompt());
  return true;
}

function withChecklist(prompt: Prompt, checklist: boolean): Asker {
  return Object.assign((questions: readonly PromptQuestion[]) => untilInputEnds(() => prompt(questions)), {
    checklist,
  });
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

function isRegistry(value: unknown): value is Registry {
  return typeof value === 'function' && 'registerPrompt' in value && typeof value.registerPrompt === 'function';
}
