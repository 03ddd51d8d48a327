import { basename } from 'node:path';
import { type Answers, completeAnswers, idleFlags, notesOnDefaults } from '../answers/answers.js';
import { answersAsOptions } from '../answers/command_line.js';
import { checkAnswersFile } from '../answers/file.js';
import type { Sources } from '../answers/sources.js';
import { answerYes, ask } from '../ask/ask.js';
import type { Asked, AskRequest, TaskQuestion } from '../ask/conversation.js';
import type { SavedPlan } from '../documents.js';
import { Lacking, PackageRenamed, Refusal, repeated } from '../errors.js';
import { findPack, type LoadedPack, shippedPacks } from '../pack/library/shipped.js';
import { carryOver, orUpgrade } from '../pack/library/upgrade.js';
import type { Pack } from '../pack/pack.js';
import { makePlan } from '../plan/plan.js';
import { shellPath, shellWord } from '../shell.js';
import type { ChangingCommand, Prepared, Request, Workspace } from '../states.js';
import { note } from '../terminal/tell.js';
import type { Terminal } from '../terminal/terminal.js';
import { prepare } from './prepare.js';

/** What a command looks at to say which tasks are asked for. */
export interface TaskContext {
  readonly request: Request;
  /** The pack of this run. */
  readonly pack: Pack;
  /** The slugs that are recorded, in the words of the pack of this run; nothing where there is no project yet. */
  readonly recorded: readonly string[] | undefined;
  /** The selectors of `--tasks`, or of the answers file. */
  readonly named: string | readonly string[] | undefined;
  readonly terminal: Terminal;
}

/** Which tasks are asked for before anybody is asked, and what is still a question. */
export interface TaskChoice {
  readonly asked: readonly string[];
  readonly tasks: TaskQuestion;
  readonly reask?: readonly string[] | 'all';
}

/** What the commands that change answers differ in. */
type ChooseTasks = (context: TaskContext) => TaskChoice | Promise<TaskChoice>;

/**
 * Makes the decision of a command that changes answers: each of its questions gets one, and what they come to is rendered and
 * merged.
 *
 * @param chooseTasks which tasks are asked for.
 */
export function changeAnswers(chooseTasks: ChooseTasks): ChangingCommand['decide'] {
  return async (request, workspace, terminal) => {
    const { answers, loaded } = await chooseAnswers(request, workspace, chooseTasks, terminal);
    for (const flag of idleFlags(answers, loaded.pack, request.flags)) {
      note(`${flag} changes nothing: no task that is on asks for it.`, terminal);
    }
    return prepareNamed(request, { ...workspace, loaded }, answers, terminal);
  };
}

/** A person who has renamed the package and is there to say so need not type the new name. */
async function prepareNamed(request: Request, workspace: Workspace, answers: Answers, terminal: Terminal): Promise<Prepared> {
  try {
    return await prepare(request, workspace, answers);
  } catch (error) {
    if (!(error instanceof PackageRenamed) || request.saved !== undefined || !mayAsk(request, terminal)) throw error;
    if (!(await answerYes(`${error.fact}. Rename it to ${error.packageName} here too?`, terminal))) throw error;
    return prepare(request, workspace, { ...answers, values: { ...answers.values, package: error.packageName } });
  }
}

/**
 * Gets an answer to every question of a run: from flags, the answers file, the record, a person, or the default.
 *
 * @returns the answers, and the pack that they are answers to: at a terminal a person may take another year.
 */
async function chooseAnswers(
  request: Request,
  workspace: Workspace,
  chooseTasks: ChooseTasks,
  terminal: Terminal,
): Promise<Asked<LoadedPack>> {
  const { loaded, project } = workspace;
  if (request.saved !== undefined) return { answers: savedAnswers(request.saved, request.options.apply, workspace), loaded };
  const file = request.file === undefined ? undefined : checkAnswersFile(request.file, loaded.pack);
  const named = request.options.tasks ?? file?.tasks;
  const choice = await choose(chooseTasks, { request, pack: loaded.pack, recorded: recordedTasks(workspace), named, terminal });
  const interactive = mayAsk(request, terminal);
  const sources = sourcesOf(request, workspace, file);
  const asked = await ask({
    loaded,
    years: project === undefined && request.options.pack === undefined ? years() : [],
    sources,
    ...choice,
    interactive,
    asker: terminal.asker,
    look: terminal,
    say: terminal.out,
    ...(request.options.plan ? {} : { lastLook: lastLook(request, workspace) }),
  });
  if (!interactive) tellNotes(asked, sources, request, terminal);
  return asked;
}

async function choose(chooseTasks: ChooseTasks, context: TaskContext): Promise<TaskChoice> {
  try {
    return await chooseTasks(context);
  } catch (error) {
    throw error instanceof Lacking ? orUpgrade(error, context.pack) : error;
  }
}

function lastLook(request: Request, workspace: Workspace): NonNullable<AskRequest<LoadedPack>['lastLook']> {
  return {
    countFiles: (answers, { pack }) => countFiles(answers, pack),
    commandLine: (answers, loaded) => unaskedLine(request, workspace, answers, loaded),
  };
}

/** The command that comes to the same answers without a question, for a POSIX shell. Each of them changes answers: `new` can change any. */
function unaskedLine(
  { command, folder, options }: Request,
  { project }: Workspace,
  answers: Answers,
  { pack, shipped }: LoadedPack,
): string {
  const named = options.pack ?? (project === undefined && shipped ? pack.id : undefined);
  return [
    command === 'upgrade' ? 'mlops upgrade' : 'mlops new',
    ...(folder === undefined ? [] : [shellPath(folder)]),
    '--defaults',
    ...(named === undefined ? [] : [`--pack=${shellWord(named)}`]),
    ...answersAsOptions(answers, pack, project?.state.answers),
    ...(options.onConflict === undefined ? [] : [`--on-conflict=${options.onConflict}`]),
    ...(options.skipInstall ? ['--skip-install'] : []),
    ...(options.skipGit ? ['--skip-git'] : []),
  ].join(' ');
}

function sourcesOf({ flags }: Request, { root, project }: Workspace, file: Sources['file']): Sources {
  return {
    flags,
    folder: basename(root),
    ...(file === undefined ? {} : { file }),
    ...(project === undefined ? {} : { recorded: project.state.answers }),
  };
}

/** Whoever is asked sees a surprising default at its question; for everybody else it is said. */
function tellNotes({ answers, loaded }: Asked<LoadedPack>, sources: Sources, { options }: Request, terminal: Terminal): void {
  if (terminal.dumb === true && !options.defaults && !options.json) {
    note('This terminal cannot show questions (TERM=dumb): what no option answers is as recorded, or the default.', terminal);
  }
  for (const words of notesOnDefaults(answers, loaded.pack, sources)) note(words, terminal);
}

/** The answers of a saved plan, held against the pack like those of any other file. */
function savedAnswers({ answers }: SavedPlan, path = '', { loaded, root }: Workspace): Answers {
  const strange = answers.asked.find((slug) => !loaded.pack.tasks.some((task) => task.slug === slug));
  if (strange !== undefined) {
    throw new Refusal(
      `The saved plan asks for the task "${repeated(strange)}", which the pack of this project does not have`,
      'Make the plan again',
    );
  }
  const file = { values: answers.values, path };
  return completeAnswers(loaded.pack, answers.asked, { flags: {}, file, folder: basename(root) });
}

/** The course years that came with the generator, the newest first. */
function years(): { id: string; title: string; load: () => Promise<LoadedPack> }[] {
  const newestFirst = [...shippedPacks()].reverse();
  return newestFirst.map(({ id, title }) => ({ id, title, load: () => findPack(id, process.cwd()) }));
}

/** Whether a person may be asked: at a terminal, where nothing says otherwise. */
export function mayAsk({ options }: Request, terminal: Terminal): boolean {
  return terminal.interactive && !options.defaults && !options.json;
}

/** What is recorded, in the words of the pack of this run. */
function recordedTasks({ project, carried, loaded }: Workspace): readonly string[] | undefined {
  if (project === undefined || carried === undefined) return undefined;
  return carryOver(project.state.asked, carried.pack, loaded.pack);
}

/** How many files each stage would bring. */
function countFiles(answers: Answers, pack: Pack): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { origin } of makePlan(answers, pack).files) {
    const [stage = ''] = origin.split('/');
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return counts;
}
