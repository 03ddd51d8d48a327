import { type Answers, completeAnswers } from '../answers/answers.js';
import { parseAddition, parseSelection } from '../answers/selection.js';
import { sampleAnswers } from '../author/sample_answers.js';
import type { Change } from '../change.js';
import { DONE, Refusal } from '../errors.js';
import { templatesOf } from '../pack/library/templates.js';
import { carryOver } from '../pack/library/upgrade.js';
import { closeOverNeeds, listedOnly } from '../pack/needs.js';
import { makePlan } from '../plan/plan.js';
import { render } from '../plan/render.js';
import { patchOf } from '../report/diffs.js';
import type { Request, Workspace } from '../states.js';
import { printable } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import type { FileTree } from '../tree.js';
import { prepare } from './prepare.js';

/** `mlops diff`: shows what tasks and stages change, as a patch. Nothing is written. */
export async function showDifference(request: Request, workspace: Workspace, terminal: Terminal): Promise<number> {
  const difference = await differenceOf(request, workspace);
  terminal.out(request.options.json ? `${JSON.stringify(difference, undefined, 2)}\n` : textOf(difference, terminal));
  return DONE;
}

/** What a task or stage changes. The document that `mlops diff --json` prints; its schema is schemas/diff.schema.json. */
export interface TaskDifference {
  readonly pack: { readonly id: string; readonly title: string; readonly revision: number };
  /** What is compared with: the project, or the tasks that are on before. */
  readonly from: 'project' | readonly string[];
  /** The tasks that come, those that they need among them. */
  readonly tasks: readonly string[];
  /** Each file that is different, with its patch where it is a text. */
  readonly files: readonly {
    readonly path: string;
    readonly outcome: Change['outcome'];
    readonly note?: string;
    readonly patch?: string;
  }[];
}

async function differenceOf(request: Request, workspace: Workspace): Promise<TaskDifference> {
  const { pack } = workspace.loaded;
  const isProject = workspace.project !== undefined && request.options.from === undefined;
  const asked = isProject ? recordedTasks(workspace) : parseSelection(request.options.from ?? 'minimal', pack);
  const on = closeOverNeeds(asked, pack).on;
  const more = [...asked, ...parseAddition(request.what, on, pack)];
  const tasks = listedOnly(closeOverNeeds(more, pack).on, pack).filter((slug) => !on.includes(slug));
  if (tasks.length === 0) throw nothingNew(request.what, isProject);
  const after = answersFor(more, workspace);
  const changes = isProject ? (await prepare(request, workspace, after)).merged.changes : await compare(asked, after, workspace);
  const { id, title, revision } = pack;
  const files = changes.flatMap(fileOf);
  return { pack: { id, title, revision }, from: isProject ? 'project' : listedOnly(on, pack), tasks, files };
}

function recordedTasks({ project, carried, loaded }: Workspace): readonly string[] {
  return project === undefined || carried === undefined ? [] : carryOver(project.state.asked, carried.pack, loaded.pack);
}

/** The answers of the project, else the defaults: nobody is asked, and where there is no default it says what would be there. */
function answersFor(asked: readonly string[], { project, loaded: { pack } }: Workspace): Answers {
  const recorded = { ...sampleAnswers(pack), ...project?.state.answers };
  return completeAnswers(pack, asked, { flags: {}, recorded, folder: 'demo' });
}

function nothingNew(what: readonly string[], isProject: boolean): Refusal {
  const remedy = isProject ? 'To see what it brings, name what it is added to: --from minimal' : 'Name less after --from';
  return new Refusal(`${what.join(' ')} is on already, so nothing would change`, remedy);
}

/** What two choices of tasks differ in, where nobody has changed anything. */
async function compare(asked: readonly string[], after: Answers, workspace: Workspace): Promise<readonly Change[]> {
  const { loaded } = workspace;
  const templates = await templatesOf(loaded);
  const [base, next] = [answersFor(asked, workspace), after].map((answers) => render(makePlan(answers, loaded.pack), templates).tree);
  return base === undefined || next === undefined ? [] : changesBetween(base, next);
}

function changesBetween(base: FileTree, next: FileTree): readonly Change[] {
  const paths = [...new Set([...base.keys(), ...next.keys()])].sort();
  return paths.flatMap((path): Change[] => {
    const [before, after] = [base.get(path), next.get(path)];
    if (before !== undefined && after?.bytes.equals(before.bytes) === true) return [];
    const outcome = before === undefined ? 'new' : after === undefined ? 'removed' : 'updated';
    return [{ path, outcome, rule: 1, writes: [{ path, before, after }] }];
  });
}

function fileOf(change: Change): TaskDifference['files'] {
  const { path, outcome, note } = change;
  if (outcome === 'unchanged') return [];
  const patch = patchOf(change, true);
  return [{ path, outcome, ...(note === undefined ? {} : { note }), ...(patch === undefined ? {} : { patch }) }];
}

/** A patch that git applies; what is no text is named. */
function textOf({ files }: TaskDifference, terminal: Terminal): string {
  return files
    .map(({ path, outcome, patch }) => {
      const lines = patch === undefined ? [`# ${path} is no text: ${outcome}`] : patch.trimEnd().split('\n');
      return `${lines.map((line) => paint(terminal, styleOf(line), printable(line))).join('\n')}\n`;
    })
    .join('');
}

function styleOf(line: string): Parameters<typeof paint>[1] {
  if (/^(\+\+\+|---) /.test(line)) return 'bold';
  if (line.startsWith('+')) return 'green';
  if (line.startsWith('-')) return 'red';
  return line.startsWith('@@') ? 'cyan' : 'reset';
}
