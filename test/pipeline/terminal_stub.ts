import type { Asker, PromptQuestion, Terminal } from '../../generators/pipeline/terminal/terminal.js';

/** A terminal of 60 columns without colours, where every question gets an empty answer. */
export function terminal(more: Partial<Terminal> = {}): Terminal {
  const asker = async (): Promise<Asker> => Object.assign((_: readonly PromptQuestion[]) => Promise.resolve({}), {});
  return { interactive: true, columns: 60, color: false, out: () => {}, err: () => {}, asker, stdin: () => Promise.resolve(''), ...more };
}
