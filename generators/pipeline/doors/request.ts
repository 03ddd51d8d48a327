import { resolve } from 'node:path';
import { isCode, readCode } from '../answers/code.js';
import { type AnswersFile, packNamedIn, readAnswersFile } from '../answers/file.js';
import { lackingTask } from '../answers/selection.js';
import { COMMANDS, findRunnable, RUNNABLE } from '../commands/table.js';
import { type Recovery, recover, refusePendingWrite } from '../commit/recover.js';
import type { SavedPlan } from '../documents.js';
import { Lacking, Refusal, repeated } from '../errors.js';
import { nearest } from '../nearest.js';
import type { Options } from '../options.js';
import { cameFrom, carriedPack, type LoadedPack } from '../pack/library/shipped.js';
import { orUpgrade } from '../pack/library/upgrade.js';
import { isOffered } from '../pack/needs.js';
import { type Pack, questionsOf, taskName } from '../pack/pack.js';
import { findWorkspace, type PackChoice, workspaceApart } from '../run/workspace.js';
import { type Command, changes, type Located, type Request } from '../states.js';
import { note } from '../terminal/tell.js';
import type { Terminal } from '../terminal/terminal.js';
import { readFlags, readOptions, verifyOptions, type Words } from './arguments.js';
import { calledCommand } from './members.js';
import { verifyAlone, verifyOwnOptions } from './option_rules.js';

/** What `--answers` names: a file, or a code. */
async function readAnswers(named: string, cwd: string, terminal: Terminal): Promise<AnswersFile> {
  return isCode(named) ? readCode(named) : readAnswersFile(named, cwd, terminal.stdin);
}

/**
 * Makes a run of what was typed, and finds the folder, the project and the pack that it works with.
 *
 * @param first a command of its own, a family of them, or a stage of the pack.
 * @param typed what was typed after it.
 */
export async function readRequest(first: string, typed: Words, cwd: string, terminal: Terminal): Promise<Located> {
  const { name, words: positionals } = calledCommand(first, typed.positionals);
  const words = { ...typed, positionals };
  const options = readOptions(words.values);
  const entry = RUNNABLE.find((command) => command.name === name);
  const file = options.answers === undefined ? undefined : await readAnswers(options.answers, cwd, terminal);
  const saved =
    options.apply === undefined
      ? undefined
      : await (await import('../run/saved_plan.js')).readSavedPlan(options.apply, cwd, terminal.stdin);
  if (saved !== undefined) verifyAlone(options);
  const folder = placeOf(saved, folderOf(entry?.words ?? 'folder', words), cwd);
  const reads = options.plan || (entry !== undefined && !changes(entry));
  const choice = await packChoice(entry, options.pack ?? (file && packNamedIn(file)), saved);
  const prepareRoot = (root: string) => (reads ? refusePendingWrite(root) : tellRecovery(recover(root), terminal));
  const workspace = isApart(entry) ? workspaceApart(cwd) : await findWorkspace(cwd, folder, choice, prepareRoot);
  const { pack } = workspace.loaded;
  verifyOptions(words, questionsOf(pack));
  const command = entry ?? findRunnable(name, pack);
  if (command === undefined) throw unknownCommand(name, pack);
  verifyFolder(command, words);
  verifyPlaces(command, words);
  const request = makeRequest(command, words, { cwd, options, folder, file }, pack);
  return { command, workspace, request: saved === undefined ? request : applied(command, request, words, saved) };
}

/** Whether a command works on no project, or finds it itself. */
function isApart(command: Command | undefined): boolean {
  return command?.words === 'places' || (command !== undefined && !changes(command) && command.anywhere === true);
}

/** The folder that a command line names: the word after the command, or `--into`. */
function folderOf(takes: Command['words'], { positionals, values }: Words): string | undefined {
  const into = typeof values['into'] === 'string' ? values['into'] : undefined;
  return (takes === 'folder' ? positionals[0] : undefined) ?? into;
}

/** A plan for a folder without a project is for that folder and no other. */
function placeOf(saved: SavedPlan | undefined, given: string | undefined, cwd: string): string | undefined {
  const own = saved?.folder;
  if (own === undefined || given === undefined || given === '' || resolve(cwd, given) === resolve(cwd, own)) return given ?? own;
  throw new Refusal(
    `The saved plan is for the folder ${repeated(own)}, not for ${repeated(given)}`,
    'Leave out the folder, or make the plan again',
  );
}

/** Refuses what a wrong option or command does not explain better. */
function verifyFolder({ name, words: takes }: Command, { positionals, values }: Words): void {
  const [folder, surplus] = takes === 'folder' ? positionals : [];
  if (surplus !== undefined)
    throw new Refusal(`"${surplus}" is an unexpected word`, `mlops ${name} takes one folder; put a name with spaces in quotes`);
  if (folder === '' || values['into'] === '') throw new Refusal('The folder has no name', 'Name one: mlops new demo');
  if (folder !== undefined && values['into'] !== undefined)
    throw new Refusal('Two folders were given', 'Leave out --into, or the word after the command');
}

/** Each place that a command needs is named, and no more. */
function verifyPlaces({ name, words: takes, places = [], more, examples }: Command, { positionals }: Words): void {
  if (takes !== 'places' && takes !== 'inside') return;
  const [example = ''] = (examples[0] ?? '').split(/ {3,}/);
  const missing = places[positionals.length];
  if (missing !== undefined) throw new Refusal(`mlops ${name} needs ${missing}`, `Name it: ${example}`);
  const surplus = positionals[places.length];
  if (surplus !== undefined && more !== true)
    throw new Refusal(
      `"${repeated(surplus)}" is an unexpected word`,
      `mlops ${name} takes ${places.join(' and ')}; put a name with spaces in quotes`,
    );
  if (positionals.includes(''))
    throw new Refusal(`The name of ${places[positionals.indexOf('')] ?? 'one of them'} is empty`, `Name it: ${example}`);
}

/** Which pack the run renders with: of a saved plan its own, else the one that was named, else the project's. */
async function packChoice(command: Command | undefined, named: string | undefined, saved: SavedPlan | undefined): Promise<PackChoice> {
  const upgrades = command !== undefined && changes(command) && command.movesPack === true;
  if (saved === undefined) return { upgrades, ...(named === undefined ? {} : { pack: named }) };
  // A plan without a pack of its own goes on with the one that the project carries.
  return saved.pack === undefined ? { upgrades: false } : { upgrades, pack: cameFrom(await packIn(saved.pack), saved.source) };
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
  const state = outcome === 'before' ? 'as it was before that command' : 'as it should be after that command';
  note(`An earlier command was interrupted while writing: the project is ${state}.`, terminal);
  if (edited.length > 0) note(`Your edits since then are in ${edited.join(', ')}.`, terminal);
}

/** What is known of a run before its pack is. */
interface Early extends Pick<Request, 'cwd'> {
  readonly options: Options;
  readonly folder: string | undefined;
  readonly file: Request['file'] | undefined;
}

function makeRequest(command: Command, words: Words, { cwd, options, folder, file }: Early, pack: Pack): Request {
  const questions = questionsOf(pack);
  const flags = readFlags(words.values, questions);
  verifyOwnOptions(command, words.values, flags, questions);
  const stage = changes(command) ? command.stage : undefined;
  return {
    command: stage === undefined ? command.name : 'add',
    what: stage === undefined ? selectorsOf(command, words, options) : [stage],
    cwd,
    options,
    flags,
    ...(stage === undefined ? {} : { stage }),
    ...(folder === undefined ? {} : { folder }),
    ...(file === undefined ? {} : { file }),
  };
}

/** The stages and tasks that were named; a saved plan has them already. */
function selectorsOf({ words: takes, name, examples }: Command, { positionals }: Words, { apply }: Options): readonly string[] {
  if (takes === 'places' || takes === 'inside') return positionals;
  if (takes !== 'selectors') return [];
  if (positionals.length > 0 || apply !== undefined) return positionals;
  throw new Refusal(`mlops ${name} needs something to ${name}`, `Name stages or tasks: ${examples.slice(0, 2).join(', or ')}`);
}

/** The run that a saved plan is: its words, and of today's options those that decide nothing about what is written. */
function applied(command: Command, request: Request, { positionals }: Words, saved: SavedPlan): Request {
  const own = saved.stage ?? saved.command;
  if (command.name !== own)
    throw new Refusal(`The saved plan is for mlops ${own}, not for mlops ${command.name}`, `Run: mlops ${own} --apply <file>`);
  const { what, onConflict, redo, undoes } = saved;
  const names = command.words === 'selectors' && positionals.length > 0 && positionals.join(' ') !== what.join(' ');
  if (names || Object.keys(request.flags).length > 0) {
    throw new Refusal('A saved plan already has its tasks and answers', `Run: mlops ${own} --apply <file>`);
  }
  return {
    ...request,
    flags: {},
    options: { ...request.options, onConflict, redo, ...(undoes === undefined ? {} : { command: undoes }) },
    what,
    saved,
  };
}

/** The refusal of a word that is neither a command nor a stage. */
export function unknownCommand(name: string, pack: Pack): Refusal {
  const task = pack.tasks.find(({ slug }) => slug === name);
  if (task !== undefined && !isOffered(task)) return orUpgrade(lackingTask(task, pack), pack);
  if (task !== undefined) return new Refusal(`${taskName(task)} is a task, not a command`, `Run: mlops add ${name}`);
  const known = [...COMMANDS.map((command) => command.name), 'help', 'completion', ...pack.stages.map(({ id }) => id)];
  const near = nearest(name, [...known, 'version']);
  const meant = near === 'version' ? '--version' : near;
  const remedy = meant === undefined ? `Use one of ${known.join(', ')}` : `Did you mean mlops ${meant}?`;
  return orUpgrade(new Lacking(name.toLowerCase(), `There is no command and no stage "${name}"`, remedy), pack);
}
