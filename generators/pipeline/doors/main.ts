import { COMMANDS, findCommand } from '../commands/table.js';
import { DONE, Refusal } from '../errors.js';
import { newestPack } from '../pack/library/shipped.js';
import { questionsOf } from '../pack/pack.js';
import { execute } from '../run/execute.js';
import { findWorkspace } from '../run/workspace.js';
import { changes } from '../states.js';
import { tell } from '../terminal/tell.js';
import { processTerminal, type Terminal } from '../terminal/terminal.js';
import { version } from '../version.js';
import { asksForJson, splitArguments } from './arguments.js';
import { readRequest, unknownCommand } from './request.js';

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
    return tell(error, terminal, asksForJson(args));
  }
}

/** What other tools call a command. */
const ALIASES: ReadonlyMap<string, string> = new Map([['update', 'upgrade']]);

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const newest = newestPack();
  const { positionals, ...options } = splitArguments(args, questionsOf(newest.pack));
  const [first, ...words] = positionals;
  const name = first === undefined ? undefined : (ALIASES.get(first) ?? first);
  if (options.values['version'] === true) {
    terminal.out(`${version}\n`);
    return DONE;
  }
  if (args.length === 0 || options.values['help'] === true || asksForHelp(name, words)) {
    const about = name === 'help' ? words[0] : name;
    return await tellHelp(about === undefined ? undefined : (ALIASES.get(about) ?? about), terminal);
  }
  if (name === 'completion') {
    const { printCompletion } = await import('./completion.js');
    return printCompletion(words, newest.pack, terminal);
  }
  if (name === undefined) throw new Refusal('No command was given', 'See `mlops --help` for a list');
  const { command, ...run } = await readRequest(name, { ...options, positionals: words }, currentFolder(), terminal);
  return changes(command) ? execute({ ...run, command }, terminal) : command.read(run.request, run.workspace, terminal);
}

/** `mlops help add`, and `mlops add help`, where the word cannot be the name of a folder. */
function asksForHelp(name: string | undefined, words: readonly string[]): boolean {
  const takesFolder = COMMANDS.every((command) => command.name !== name || command.words === 'folder');
  return name === 'help' || (!takesFolder && words.length === 1 && words[0] === 'help');
}

/** Help on a command or a stage of the newest pack, or of the pack of the project around. */
async function tellHelp(about: string | undefined, terminal: Terminal): Promise<number> {
  const { helpText } = await import('./help.js');
  const { pack } = newestPack();
  const isOwn = about === undefined || about === 'help' || about === 'completion' || findCommand(about, pack) !== undefined;
  const shown = isOwn ? pack : (await findWorkspace(currentFolder(), undefined, { upgrades: false }, () => {})).loaded.pack;
  if (!isOwn && findCommand(about, shown) === undefined) throw unknownCommand(about, shown);
  terminal.out(helpText(shown, about, terminal.columns));
  return DONE;
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new Refusal('The current folder is not there any more', 'Go to another one: cd ..');
  }
}

/**
 * `mlops … | head`: when the reader has seen enough, there is nothing left to say. Where standard output cannot be written for another
 * reason, as on a full disk, the exit status tells what the command did.
 */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(
      `The result cannot be written to standard output (${error.code ?? error.message}). The exit status tells what the command did: ` +
        '0 all of it, 1 nothing was written, 2 there are conflicts.\n',
    );
  });
}
