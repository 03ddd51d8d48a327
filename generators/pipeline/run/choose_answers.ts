import { basename } from 'node:path';
import { type Answers, completeAnswers } from '../answers/answers.js';
import { checkAnswersFile, type FileAnswers } from '../answers/file.js';
import { askedWithout, neededByOthers, offerDependents, planRemoval } from '../answers/removal.js';
import { parseAddition, parseSelection, splitSelectors } from '../answers/selection.js';
import type { Sources } from '../answers/sources.js';
import { answerYes, ask } from '../ask/ask.js';
import type { TaskQuestion } from '../ask/conversation.js';
import { Refusal } from '../errors.js';
import { findPack, type LoadedPack, shippedPacks } from '../pack/library/shipped.js';
import { carryOver } from '../pack/library/upgrade.js';
import { closeOverNeeds } from '../pack/needs.js';
import type { Pack } from '../pack/pack.js';
import { makePlan } from '../plan/plan.js';
import type { Request, SavedPlan, Workspace } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';

/** The answers of a run, and the pack they are answers to: at a terminal a person may take another year. */
export interface ChosenAnswers {
  readonly answers: Answers;
  readonly loaded: LoadedPack;
}

/** Which tasks are asked for before anybody is asked, and what is still a question. */
interface TaskChoice {
  readonly asked: readonly string[];
  readonly tasks: TaskQuestion;
  readonly reask?: readonly string[] | 'all';
}

/** Gets an answer to every question of a run: from flags, the answers file, the record, a person, or the default. */
export async function chooseAnswers(request: Request, workspace: Workspace, terminal: Terminal): Promise<ChosenAnswers> {
  const { loaded, project } = workspace;
  if (request.saved !== undefined) return { answers: savedAnswers(request.saved, request.options.apply, workspace), loaded };
  const file = request.file === undefined ? undefined : checkAnswersFile(request.file, loaded.pack);
  const sources: Sources = {
    flags: request.flags,
    folder: basename(workspace.root),
    ...(file === undefined ? {} : { file }),
    ...(project === undefined ? {} : { recorded: project.state.answers }),
  };
  const mayChooseYear = project === undefined && request.options.pack === undefined;
  return ask({
    loaded,
    years: mayChooseYear ? years() : [],
    sources,
    ...(await chooseTasks(request, workspace, file, terminal)),
    interactive: mayAsk(request, terminal),
    asker: terminal.asker,
    look: terminal,
    say: terminal.out,
    ...(request.options.plan ? {} : { countFiles: (answers: Answers, { pack }: LoadedPack) => countFiles(answers, pack) }),
  });
}

/** The answers of a saved plan, held against the pack like those of any other file. */
function savedAnswers({ answers }: SavedPlan, path = '', { loaded, root }: Workspace): Answers {
  const file = { values: answers.values, path };
  return completeAnswers(loaded.pack, answers.asked, { flags: {}, file, folder: basename(root) });
}

function years(): { id: string; title: string; load: () => Promise<LoadedPack> }[] {
  return shippedPacks().map(({ id, title }) => ({ id, title, load: () => findPack(id, process.cwd()) }));
}

/** Whether a person may be asked: at a terminal, where nothing says otherwise. */
export function mayAsk({ options }: Request, terminal: Terminal): boolean {
  return terminal.interactive && !options.defaults && !options.json;
}

async function chooseTasks(request: Request, workspace: Workspace, file: FileAnswers | undefined, terminal: Terminal): Promise<TaskChoice> {
  const { pack } = workspace.loaded;
  const named = request.options.tasks ?? file?.tasks;
  const recorded = recordedTasks(workspace);
  if (request.command === 'remove') return { asked: await chooseRemaining(request, pack, recorded ?? [], terminal), tasks: 'given' };
  if (request.command === 'upgrade' && named === undefined) return { asked: recorded ?? [], tasks: 'given' };
  if (request.command === 'add') return chooseAdded(request, pack, recorded ?? [], named);
  if (named !== undefined) return { asked: parseSelection(named, pack), tasks: 'given' };
  if (recorded === undefined) return { asked: parseSelection('everything', pack), tasks: 'open' };
  const changesSomething = Object.keys(request.flags).length > 0 || request.file !== undefined;
  return changesSomething ? { asked: recorded, tasks: 'given' } : { asked: recorded, tasks: 'open', reask: 'all' };
}

/** What is recorded, in the words of the pack of this run. */
function recordedTasks({ project, carried, loaded }: Workspace): readonly string[] | undefined {
  if (project === undefined || carried === undefined) return undefined;
  return carryOver(project.state.asked, carried.pack, loaded.pack);
}

/** What stays: at a terminal a person is asked whether what needs the removed tasks may go too. */
async function chooseRemaining(request: Request, pack: Pack, recorded: readonly string[], terminal: Terminal): Promise<readonly string[]> {
  const removal = planRemoval(request.what, recorded, pack);
  const { named, dependents } = removal;
  if (dependents.length > 0 && !request.options.withDependents) {
    if (!mayAsk(request, terminal)) throw neededByOthers(removal, pack);
    if (!(await answerYes(offerDependents(removal, pack), terminal))) {
      throw new Refusal('You said no, and nothing was written', 'Name what shall go: mlops remove <task>');
    }
  }
  return askedWithout([...named, ...dependents], recorded);
}

/** What is recorded, and what was named on top: of a stage, the tasks whose needs are met; at a terminal its others are offered. */
function chooseAdded(
  { what, stage }: Request,
  pack: Pack,
  recorded: readonly string[],
  named: string | readonly string[] | undefined,
): TaskChoice {
  const brought = named === undefined ? parseAddition(what, closeOverNeeds(recorded, pack).on, pack) : parseSelection(named, pack);
  const asked = [...recorded, ...brought];
  const stages = named === undefined ? splitSelectors(what) : [];
  const open = pack.tasks.filter((task) => stages.includes(task.stage ?? '') && !asked.includes(task.slug));
  const message = `Which other tasks of ${stages.join(', ')}?`;
  return {
    asked,
    tasks: open.length === 0 ? 'given' : { offer: open.map(({ slug }) => slug), message, keep: asked },
    reask: pack.stages.find(({ id }) => id === stage)?.asks.map(({ name }) => name) ?? [],
  };
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
