import { DONE, Refusal } from '../errors.js';
import { newestPack } from '../pack/library/shipped.js';
import { questionsOf } from '../pack/pack.js';
import { execute } from '../run/execute.js';
import { changes } from '../states.js';
import { tell } from '../terminal/tell.js';
import { processTerminal, type Terminal } from '../terminal/terminal.js';
import { version } from '../version.js';
import { splitArguments } from './arguments.js';
import { readRequest } from './request.js';

/**
 * The `mlops` binary.
 *
 * @param args the arguments after the program's name.
 * @returns the exit status.
 */
export async function main(args: readonly string[]): Promise<number> {
  endWithReader();
  const terminal = processTerminal(async () => (await import('../ask/asker.js')).openInquirer());
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    return tell(error, terminal);
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const newest = newestPack();
  const { positionals, ...options } = splitArguments(args, questionsOf(newest.pack));
  const [name, ...words] = positionals;
  if (options.values['version'] === true) {
    terminal.out(`${version}\n`);
    return DONE;
  }
  if (args.length === 0 || options.values['help'] === true) {
    const { helpText } = await import('./help.js');
    terminal.out(helpText(newest.pack, name));
    return DONE;
  }
  if (name === undefined) throw new Refusal('No command was given', 'See `mlops --help` for a list');
  const { command, ...run } = await readRequest(name, { ...options, positionals: words }, process.cwd(), terminal);
  return changes(command) ? execute({ ...run, command }, terminal) : command.read(run.request, run.workspace, terminal);
}

/** `mlops … | head`: when the reader has seen enough, there is nothing left to say. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
