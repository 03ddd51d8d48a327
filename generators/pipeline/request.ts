import { packNamedIn, readAnswersFile } from './answers_file.js';
import { readFlags, readOptions, type Words } from './arguments.js';
import { COMMANDS } from './commands.js';
import { Refusal } from './errors.js';
import { nearest } from './nearest.js';
import type { Request } from './options.js';
import type { Pack, Question } from './pack.js';
import { findPlace, type Place } from './place.js';
import { recover, refusePendingWrite, type Recovery } from './recover.js';
import type { Terminal } from './terminal.js';

/** Every question of a pack: each is a flag, a key of an answers file, and a recorded answer. */
export function questionsOf(pack: Pack): readonly Question[] {
  return [...pack.asks, ...pack.stages.flatMap((stage) => stage.asks)];
}

/**
 * The folder that a command line names: the word after the command, or `--into`.
 *
 * @param command `add` takes stages and tasks as words, so its folder comes from `--into` alone.
 */
function folderOf(command: string, { positionals, values }: Words): string | undefined {
  const into = typeof values['into'] === 'string' ? values['into'] : undefined;
  const [folder, surplus] = command === 'add' ? [] : positionals;
  if (surplus !== undefined) throw new Refusal(`"${surplus}" is one word too many`, `mlops ${command} takes one folder; quote a name with blanks`);
  if (folder === '' || into === '') throw new Refusal('The folder has no name', 'Name one: mlops new demo');
  if (folder !== undefined && into !== undefined) throw new Refusal('Two folders were given', 'Leave --into away, or the word after the command');
  return folder ?? into;
}

/** A run and where it works. */
export interface Located {
  readonly request: Request;
  readonly place: Place;
}

/**
 * Makes a run of what was typed, and finds the folder, the project and the pack that it works with.
 *
 * @param command `new`, `add`, or a stage of the pack.
 * @param exact gives the words again once the pack is known, and with it every flag there is.
 */
export async function readRequest(
  command: string,
  words: Words,
  cwd: string,
  terminal: Terminal,
  exact: (pack: Pack) => Words = () => words,
): Promise<Located> {
  const early = readOptions(words.values);
  const file = early.answers === undefined ? undefined : await readAnswersFile(early.answers, cwd, terminal.stdin);
  const reference = early.pack ?? (file && packNamedIn(file));
  const guess = likelyFolder(command, words);
  const prepareRoot = (root: string): void => (early.plan ? refusePendingWrite(root) : tellRecovery(recover(root), terminal));
  const guessed = await findPlace(cwd, guess, reference, prepareRoot);
  const request = makeRequest(command, exact(guessed.loaded.pack), cwd, guessed.loaded.pack);
  const place = request.folder === guess ? guessed : await findPlace(cwd, request.folder, reference, prepareRoot);
  return { request: { ...request, ...(file === undefined ? {} : { file }) }, place };
}

/** The next command says what became of one that was cut off. */
function tellRecovery({ outcome, edited }: Recovery, terminal: Terminal): void {
  if (outcome === 'nothing') return;
  const state = outcome === 'before' ? 'as it was before it' : 'as it should be after it';
  terminal.err(`An earlier command was cut off while it wrote: the project is ${state}.\n`);
  if (edited.length > 0) terminal.err(`What was edited in between is in ${edited.join(', ')}.\n`);
}

/** The folder before every flag is known: the word after a flag that only a teacher's pack has may be taken for it. */
function likelyFolder(command: string, { positionals, values }: Words): string | undefined {
  const into = typeof values['into'] === 'string' ? values['into'] : undefined;
  return into ?? (command === 'add' ? undefined : positionals[0]);
}

function makeRequest(command: string, words: Words, cwd: string, pack: Pack): Request {
  const folder = folderOf(command, words);
  const shared = {
    cwd,
    options: readOptions(words.values),
    flags: readFlags(words.values, questionsOf(pack)),
    ...(folder === undefined ? {} : { folder }),
  };
  if (command === 'new') return { ...shared, command: 'new', what: [] };
  if (command === 'add') return { ...shared, command: 'add', what: namedIn(words) };
  if (pack.stages.some(({ id }) => id === command)) return { ...shared, command: 'add', what: [command], stage: command };
  throw unknownCommand(command, pack);
}

function namedIn({ positionals }: Words): readonly string[] {
  if (positionals.length > 0) return positionals;
  throw new Refusal('mlops add was not told what to add', 'Name stages or tasks: mlops add api, or mlops add 21-23');
}

function unknownCommand(command: string, pack: Pack): Refusal {
  const known = [...COMMANDS.map(({ name }) => name), ...pack.stages.map(({ id }) => id)];
  const near = nearest(command, known);
  const remedy = near === undefined ? `Use one of ${known.join(', ')}` : `Did you mean mlops ${near}`;
  return new Refusal(`There is no command and no stage "${command}"`, remedy);
}
