import { Refusal } from '../errors.js';
import { newestPack } from '../pack/library/shipped.js';
import type { Pack } from '../pack/pack.js';
import { questionsOf } from '../pack/pack.js';
import { execute } from '../run/execute.js';
import { tell } from '../terminal/tell.js';
import { processTerminal, type Terminal } from '../terminal/terminal.js';
import { version } from '../version.js';
import { splitArguments, type Words } from './arguments.js';
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
  const loose = splitArguments(args, questionsOf(newest.pack), false);
  const [command] = loose.positionals;
  if (loose.values['version'] === true) {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (args.length === 0 || loose.values['help'] === true) {
    const { helpText } = await import('./help.js');
    terminal.out(helpText(newest.pack, command));
    return 0;
  }
  if (command === undefined) throw new Refusal('No command was given', 'See `mlops --help` for those there are');
  const exact = (pack: Pack): Words => afterCommand(splitArguments(args, questionsOf(pack), true));
  const { request, workspace } = await readRequest(command, afterCommand(loose), process.cwd(), terminal, exact);
  return execute(request, workspace, terminal);
}

function afterCommand({ positionals, values }: Words): Words {
  return { positionals: positionals.slice(1), values };
}

/** `mlops … | head`: when the reader has seen enough, there is nothing left to say. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
