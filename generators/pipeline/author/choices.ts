import { completeAnswers } from '../answers/answers.js';
import { parseSelection, presetNames } from '../answers/selection.js';
import { Refusal, repeated } from '../errors.js';
import { closeOverNeeds, isOffered, listedOnly } from '../pack/needs.js';
import type { Pack, PackFile } from '../pack/pack.js';
import { typesOf } from '../pack/template_names.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { emittedPath, render } from '../plan/render.js';
import { compilerOf } from '../template/compile.js';
import type { Problem } from '../template/nodes.js';
import type { Templates } from '../template/run.js';
import { openQuestions, sampleAnswers } from './sample_answers.js';
import { type Flaw, flawIn } from './sound.js';

/** A choice of tasks with which a pack was rendered, and what came of it. */
export interface RenderedChoice {
  readonly name: string;
  readonly kind: 'preset' | 'task';
  /** How many are on. */
  readonly tasks: number;
  readonly files: number;
  /** The flags without which `--defaults` is refused here: these questions are asked and have no default. */
  readonly open: readonly string[];
  readonly problems: readonly Problem[];
}

interface Choice extends Pick<RenderedChoice, 'name' | 'kind'> {
  readonly asked: readonly string[];
}

/** What all choices of a pack are rendered with. */
interface Renderer {
  readonly pack: Pack;
  readonly templates: Templates;
  /** Most files are the same in many choices: each is read once. */
  readonly flawOf: (path: string, text: string) => Flaw | undefined;
}

/**
 * Renders a pack in memory with each of its presets (everything and the minimal choice among them) and with each single task, always
 * with the default answers.
 *
 * @param tell is called before each choice: how many are done, of how many, and which is next.
 */
export function renderChoices(pack: Pack, tell: (done: number, all: number, name: string) => void): readonly RenderedChoice[] {
  const renderer = { pack, templates: compilerOf(typesOf(pack)), flawOf: readOnce() };
  const choices = choicesOf(pack);
  return choices.map((choice, index) => {
    tell(index, choices.length, choice.name);
    return renderChoice(choice, renderer);
  });
}

/** The largest choice first: what is wrong anywhere is most often wrong there. */
function choicesOf(pack: Pack): readonly Choice[] {
  const presets = presetNames(pack).map((name): Choice => ({ name, kind: 'preset', asked: parseSelection(name, pack) }));
  // A task that is always on is the minimal choice.
  const tasks = pack.tasks.filter((task) => isOffered(task) && !task.always);
  return [...presets.reverse(), ...tasks.map(({ slug }): Choice => ({ name: slug, kind: 'task', asked: [slug] }))];
}

function renderChoice({ name, kind, asked }: Choice, renderer: Renderer): RenderedChoice {
  const { pack } = renderer;
  const tasks = listedOnly(closeOverNeeds(asked, pack).on, pack).length;
  try {
    const answers = completeAnswers(pack, asked, { flags: sampleAnswers(pack), folder: 'demo' });
    const open = openQuestions(pack).flatMap((question) => (Object.hasOwn(answers.values, question.name) ? [`--${question.flag}`] : []));
    const plan = makePlan(answers, pack);
    return { name, kind, tasks, files: plan.files.length, open, problems: problemsIn(plan, renderer) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { name, kind, tasks, files: 0, open: [], problems: [{ file: 'pack.yml', line: 0, fact: error.fact, remedy: error.remedy }] };
  }
}

function problemsIn(plan: Plan, renderer: Renderer): readonly Problem[] {
  try {
    const { tree } = render(plan, renderer.templates);
    return plan.files.flatMap((file) => flawsOf(file, plan, tree.get(emittedPath(file, plan))?.bytes, renderer));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return plan.files.flatMap((file) => refusalOf(file, plan, renderer));
  }
}

/** A whole render ends at the first file that cannot be rendered: alone, each says what is wrong with it. */
function refusalOf(file: PackFile, plan: Plan, { templates }: Renderer): readonly Problem[] {
  try {
    render({ ...plan, files: [file] }, templates);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ file: file.origin, line: 1, fact: error.fact, remedy: error.remedy }];
  }
}

function flawsOf(file: PackFile, plan: Plan, bytes: Buffer | undefined, { flawOf }: Renderer): readonly Problem[] {
  if (file.binary === true || bytes === undefined) return [];
  const path = emittedPath(file, plan);
  const text = bytes.toString('utf8');
  const flaw = flawOf(path, text);
  if (flaw === undefined) return [];
  const line = text.split(/\r?\n/)[flaw.line - 1] ?? '';
  const place = file.template === true ? sourceOf(line, file, plan) : { file: file.origin, line: flaw.line };
  // The number of the rendered line is another one with each choice.
  const where = place.line > 0 || line.trim() === '' ? '' : `, at: ${repeated(line.trim())}`;
  return [{ ...place, fact: `${path} ${flaw.reason}${where}`, remedy: 'Correct it there' }];
}

/** Where a line of a rendered template was written: where the same line stands once; else only the file is known. */
function sourceOf(line: string, file: PackFile, plan: Plan): Pick<Problem, 'file' | 'line'> {
  const parts = (plan.parts.get(file.path) ?? []).flatMap(({ part }) => part ?? []);
  for (const { origin, content } of [file, ...parts]) {
    const lines = content.split(/\r?\n/);
    const first = lines.indexOf(line);
    if (line.trim() !== '' && first >= 0 && first === lines.lastIndexOf(line)) return { file: origin, line: first + 1 };
  }
  return { file: file.origin, line: 0 };
}

function readOnce(): Renderer['flawOf'] {
  const known = new Map<string, Flaw | undefined>();
  return (path, text) => {
    const key = `${path}\0${text}`;
    if (!known.has(key)) known.set(key, flawIn(path, text));
    return known.get(key);
  };
}
