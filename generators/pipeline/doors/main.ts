import { COMMANDS, findCommand } from '../commands/table.js';
import { DONE, Refusal } from '../errors.js';
import { findPack, newestPack, newestQuestions } from '../pack/library/shipped.js';
import type { Pack, Question } from '../pack/pack.js';
import { STREAM } from '../paths.js';
import { execute } from '../run/execute.js';
import { findWorkspace } from '../run/workspace.js';
import { changes } from '../states.js';
import { tell } from '../terminal/tell.js';
import { processTerminal, type Terminal } from '../terminal/terminal.js';
import { version } from '../version.js';
import { asksForJson, type RawValues, splitArguments, verifyOptions, type Words } from './arguments.js';
import { subjectOf } from './members.js';
import { type Output, watchOutput } from './output.js';
import { readRequest, unknownCommand } from './request.js';

/**
 * The `mlops` binary.
 *
 * @param args the arguments after the program's name.
 * @returns the exit status.
 */
export async function main(args: readonly string[]): Promise<number> {
  const output = watchOutput();
  const terminal = processTerminal(async () => (await import('../ask/asker.js')).openInquirer());
  try {
    return await dispatch(args, terminal, output);
  } catch (error) {
    return tell(error, terminal, asksForJson(args));
  }
}

/** What other tools call a command. */
const ALIASES: ReadonlyMap<string, string> = new Map([['update', 'upgrade']]);

async function dispatch(args: readonly string[], terminal: Terminal, output: Output): Promise<number> {
  const questions = newestQuestions();
  const { positionals, ...options } = splitArguments(args, questions);
  const [first, ...words] = positionals;
  const name = first === undefined ? undefined : (ALIASES.get(first) ?? first);
  if (options.values['version'] === true) {
    terminal.out(`${version}\n`);
    return DONE;
  }
  if (args.length === 0 || options.values['help'] === true || asksForHelp(name, words)) {
    const named = options.values['pack'];
    return await tellHelp(aboutOf([name ?? [], words].flat().filter((word) => word !== 'help')), named, terminal);
  }
  if (name === 'completion') {
    const { printCompletion } = await import('./completion.js');
    return printCompletion(words, newestPack().pack, terminal);
  }
  if (name === undefined) throw noCommand({ ...options, positionals }, questions);
  const { command, ...run } = await readRequest(name, { ...options, positionals: words }, currentFolder(), terminal);
  const { plan, save = STREAM } = run.request.options;
  if (!changes(command)) {
    if (command.writes === true && !plan) output.mayWrite();
    return command.read(run.request, run.workspace, terminal);
  }
  if (!plan || save !== STREAM) output.mayWrite();
  return execute({ ...run, command }, terminal);
}

/** An option that there is not is what a person meant to be told of. */
function noCommand(words: Words, questions: readonly Question[]): Refusal {
  verifyOptions(words, questions);
  return new Refusal('No command was given', 'See `mlops --help` for a list');
}

/** `mlops help add`, and `mlops add help` or `mlops pack help new`, where the word cannot be the name of a folder. */
function asksForHelp(name: string | undefined, words: readonly string[]): boolean {
  const takes = COMMANDS.find((command) => command.name === name)?.words ?? 'folder';
  const most = takes === 'folder' ? 0 : takes === 'command' ? 2 : 1;
  return name === 'help' || (words[0] === 'help' && words.length <= most);
}

/** What help is wanted on, by the words that name it. */
function aboutOf([first, ...rest]: readonly string[]): string | undefined {
  return first === undefined ? undefined : subjectOf(ALIASES.get(first) ?? first, rest);
}

/** Help on a command, or on a stage of the pack that is named, else of the project's, else of the newest. */
async function tellHelp(about: string | undefined, named: RawValues[string], terminal: Terminal): Promise<number> {
  const { helpText } = await import('./help.js');
  const pack = await packOfHelp(typeof named === 'string' ? named : undefined);
  const isKnown = about === undefined || about === 'help' || about === 'completion' || findCommand(about, pack) !== undefined;
  if (!isKnown) throw unknownCommand(about, pack);
  terminal.out(helpText(pack, about, terminal.columns));
  return DONE;
}

/** A project that cannot be read takes the help away from nobody: the commands that read it say what is wrong with it. */
async function packOfHelp(named: string | undefined): Promise<Pack> {
  if (named !== undefined) return (await findPack(named, currentFolder())).pack;
  try {
    return (await findWorkspace(currentFolder(), undefined, { upgrades: false }, () => {})).loaded.pack;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return newestPack().pack;
  }
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new Refusal('The current folder is not there any more', 'Go to another one: cd ..');
  }
}
