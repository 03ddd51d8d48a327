import { packNamedIn, readAnswersFile } from '../answers/file.js';
import { type Recovery, recover, refusePendingWrite } from '../commit/recover.js';
import { Refusal } from '../errors.js';
import { nearest } from '../nearest.js';
import { carriedPack, type LoadedPack } from '../pack/library/shipped.js';
import type { Pack } from '../pack/pack.js';
import { questionsOf } from '../pack/pack.js';
import { findWorkspace, type PackChoice } from '../run/workspace.js';
import type { Request, SavedPlan, Workspace } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { readFlags, readOptions, type Words } from './arguments.js';
import { verifyAlone, verifyOwnOptions } from './option_rules.js';
import { COMMANDS } from './table.js';

/**
 * The folder that a command line names: the word after the command, or `--into`.
 *
 * @param command `add` and `remove` take stages and tasks as words, so their folder comes from `--into` alone.
 */
function folderOf(command: string, { positionals, values }: Words): string | undefined {
  const into = typeof values['into'] === 'string' ? values['into'] : undefined;
  const [folder, surplus] = takesSelectors(command) ? [] : positionals;
  if (surplus !== undefined)
    throw new Refusal(`"${surplus}" is one word too many`, `mlops ${command} takes one folder; quote a name with blanks`);
  if (folder === '' || into === '') throw new Refusal('The folder has no name', 'Name one: mlops new demo');
  if (folder !== undefined && into !== undefined)
    throw new Refusal('Two folders were given', 'Leave --into away, or the word after the command');
  return folder ?? into;
}

/** A run and where it works. */
export interface Located {
  readonly request: Request;
  readonly workspace: Workspace;
}

/**
 * Makes a run of what was typed, and finds the folder, the project and the pack that it works with.
 *
 * @param command a command of its own, or a stage of the pack.
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
  const saved = early.apply === undefined ? undefined : await (await import('../run/saved_plan.js')).readSavedPlan(early.apply, cwd);
  if (saved !== undefined) verifyAlone(early);
  const choice = await packChoice(command, early.pack ?? (file && packNamedIn(file)), saved);
  const guess = likelyFolder(command, words);
  const prepareRoot = (root: string): void => (early.plan ? refusePendingWrite(root) : tellRecovery(recover(root), terminal));
  const guessed = await findWorkspace(cwd, guess, choice, prepareRoot);
  const request = makeRequest(command, exact(guessed.loaded.pack), cwd, guessed.loaded.pack, saved);
  const workspace = request.folder === guess ? guessed : await findWorkspace(cwd, request.folder, choice, prepareRoot);
  return { request: { ...request, ...(file === undefined ? {} : { file }) }, workspace };
}

/** Which pack the run renders with: of a saved plan its own, else the one that was named, else the project's. */
async function packChoice(command: string, named: string | undefined, saved: SavedPlan | undefined): Promise<PackChoice> {
  const upgrades = command === 'upgrade';
  if (saved === undefined) return { upgrades, ...(named === undefined ? {} : { pack: named }) };
  // A plan without a pack of its own goes on with the one that the project carries.
  return saved.pack === undefined ? { upgrades: false } : { upgrades, pack: await packIn(saved.pack) };
}

async function packIn(encoded: string): Promise<LoadedPack> {
  try {
    return await carriedPack(Buffer.from(encoded, 'base64'));
  } catch {
    // Whatever is wrong with it: a plan is not mended by hand.
    throw new Refusal('The pack in the saved plan cannot be read', 'Make the plan again');
  }
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
  return into ?? (takesSelectors(command) ? undefined : positionals[0]);
}

function makeRequest(command: string, words: Words, cwd: string, pack: Pack, saved: SavedPlan | undefined): Request {
  const folder = folderOf(command, words);
  const options = readOptions(words.values);
  const questions = questionsOf(pack);
  const flags = readFlags(words.values, questions);
  verifyOwnOptions(command, words.values, flags, questions);
  const shared = { cwd, options, flags, ...(folder === undefined ? {} : { folder }) };
  if (saved !== undefined) return applied(command, saved, words, shared);
  if (command === 'add' || command === 'remove') return { ...shared, command, what: namedIn(command, words) };
  if (command === 'new' || command === 'upgrade' || command === 'undo') return { ...shared, command, what: [] };
  if (pack.stages.some(({ id }) => id === command)) return { ...shared, command: 'add', what: [command], stage: command };
  throw unknownCommand(command, pack);
}

/** The run that a saved plan is: its words, and of today's options those that decide nothing about what is written. */
function applied(command: string, saved: SavedPlan, words: Words, shared: Pick<Request, 'cwd' | 'options' | 'flags' | 'folder'>): Request {
  const own = saved.stage ?? saved.command;
  if (command !== own)
    throw new Refusal(`The saved plan is one of mlops ${own}, not of mlops ${command}`, `Run: mlops ${own} --apply <file>`);
  const { stage, what, onConflict, redo } = saved;
  const named = takesSelectors(command) && words.positionals.length > 0 && words.positionals.join(' ') !== what.join(' ');
  if (named || Object.keys(shared.flags).length > 0) {
    throw new Refusal('A saved plan has its tasks and answers already', `Run: mlops ${own} --apply <file>`);
  }
  const options = { ...shared.options, onConflict, redo };
  return { ...shared, flags: {}, options, command: saved.command, what, saved, ...(stage === undefined ? {} : { stage }) };
}

/** The commands whose words are stages and tasks, so that their folder comes from `--into` alone. */
function takesSelectors(command: string): boolean {
  return command === 'add' || command === 'remove';
}

function namedIn(command: 'add' | 'remove', { positionals }: Words): readonly string[] {
  if (positionals.length > 0) return positionals;
  const examples = command === 'add' ? 'mlops add api, or mlops add 21-23' : 'mlops remove docker, or mlops remove 21-23';
  throw new Refusal(`mlops ${command} was not told what to ${command}`, `Name stages or tasks: ${examples}`);
}

function unknownCommand(command: string, pack: Pack): Refusal {
  const known = [...COMMANDS.map(({ name }) => name), ...pack.stages.map(({ id }) => id)];
  const near = nearest(command, known);
  const remedy = near === undefined ? `Use one of ${known.join(', ')}` : `Did you mean mlops ${near}`;
  return new Refusal(`There is no command and no stage "${command}"`, remedy);
}
