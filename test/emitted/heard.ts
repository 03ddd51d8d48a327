import { AsyncLocalStorage } from 'node:async_hooks';

/** A command, or a request, as a check has given it. */
export interface Heard {
  /** Where it ran. */
  readonly folder: string;
  readonly text: string;
}

/** Settings by environment variables that are half of a command. */
const SAID = ['LOGURU_LEVEL', 'MODEL_URI', 'WANDB_MODE'];

const listeners = new AsyncLocalStorage<Heard[]>();

/** Does something, and hears the commands that it runs, also where other work goes on beside it. */
export async function listen<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly heard: readonly Heard[] }> {
  const heard: Heard[] = [];
  return { result: await listeners.run(heard, work), heard };
}

/** Tells whoever listens what is about to run. */
export function tell(folder: string, text: string, env: Readonly<Record<string, string>> = {}): void {
  const settings = SAID.filter((name) => env[name] !== undefined).map((name) => `${name}=${env[name]} `);
  listeners.getStore()?.push({ folder, text: settings.join('') + text });
}
