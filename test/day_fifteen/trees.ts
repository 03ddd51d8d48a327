import { Workspace, PositionEncoding } from '@astral-sh/ruff-wasm-nodejs';
import type { Answers } from '../../generators/pipeline/answers.js';
import { closeOverNeeds } from '../../generators/pipeline/needs.js';
import type { Pack } from '../../generators/pipeline/pack.js';
import { makePlan } from '../../generators/pipeline/plan.js';
import { render } from '../../generators/pipeline/render.js';
import { ancestors, type Entry, type FileTree, type Tree } from '../../generators/pipeline/tree.js';
import { answersFor } from '../support/emitted.js';
import { Chance } from './chance.js';
import { CONTAINER_HABITS } from './containers.js';
import type { Habit, Scene } from './habit.js';
import { makeByHand } from './homemade.js';
import { IGNORE_HABITS } from './ignores.js';
import { type Files, moveFiles } from './moves.js';
import { PACKAGE_HABITS } from './packages.js';
import { PAGE_HABITS } from './pages.js';
import { PYTHON_HABITS } from './python.js';
import { WORKFLOW_HABITS } from './workflows.js';

/** A project on day fifteen: what was rendered, and what people have made of it. */
export interface DayFifteen {
  readonly seed: number;
  readonly packageName: string;
  readonly answers: Answers;
  readonly on: readonly string[];
  readonly base: FileTree;
  readonly yours: Tree;
}

const HABITS: readonly Habit[] = [
  ...PAGE_HABITS,
  ...PACKAGE_HABITS,
  ...IGNORE_HABITS,
  ...PYTHON_HABITS,
  ...WORKFLOW_HABITS,
  ...CONTAINER_HABITS,
];

/**
 * In which share of the groups a stage is missing on day fifteen, from the median days on which the groups began and from
 * how many ever did (tests and linting by day 10, images by day 8, data versions and workflows by day 11, Hydra by day
 * 10 in 15 of 21, an API between day 12 and 15, Lightning in 11 of 21). What is not named here comes in the last week.
 */
const MISSING: Readonly<Record<string, number>> = {
  project: 0.2, train: 0.5, quality: 0.25, tests: 0.25, config: 0.3, docker: 0.25, dvc: 0.3, ci: 0.3, api: 0.4,
};
const MISSING_LATE = 0.7;

/** Makes the project of a seed: the same seed, pack and habits give the same bytes. */
export function makeDayFifteen(seed: number, pack: Pack): DayFifteen {
  const chance = new Chance(seed);
  const packageName = chance.pick(['demo', 'leaves', 'wine_quality']);
  const given = {
    package: packageName,
    manager: chance.pick(['uv', 'uv', 'pip']),
    data: chance.pick(['images', 'images', 'table', 'text']),
    accelerator: chance.pick(['cpu', 'cuda', 'default']),
  };
  const asked = drawTasks(chance, pack);
  const answers = answersFor(pack, asked, given);
  const base = render(makePlan(answers, pack));
  const files = editAll(base, { chance, packageName });
  return { seed, packageName, answers, on: closeOverNeeds(asked, pack).on, base, yours: treeOf(files, base) };
}

/** Of a stage nothing, or most of it; nothing that needs what is not there. */
function drawTasks(chance: Chance, pack: Pack): string[] {
  const absent = new Set(pack.stages.filter(({ id }) => chance.happens(MISSING[id] ?? MISSING_LATE)).map(({ id }) => id));
  const isThere = (slug: string): boolean => {
    const task = pack.tasks.find((other) => other.slug === slug);
    return task?.stage !== undefined && (task.always === true || !absent.has(task.stage));
  };
  return pack.tasks
    .filter(({ slug }) => isThere(slug) && chance.happens(0.85))
    .map(({ slug }) => slug)
    .filter((slug) => closeOverNeeds([slug], pack).on.every(isThere));
}

function editAll(base: FileTree, scene: Scene): Files {
  const files: Files = new Map();
  for (const [path, { bytes }] of base) files.set(path, edited(path, bytes.toString('utf8'), scene));
  moveFiles(files, scene);
  makeByHand(files, scene);
  if (scene.chance.happens(0.5)) reformat(files, scene.chance.pick([79, 88, 100]));
  if (scene.chance.happens(3 / 21)) for (const [path, text] of files) files.set(path, text.replaceAll('\n', '\r\n'));
  return files;
}

function edited(path: string, text: string, scene: Scene): string {
  const known = path.replace(`src/${scene.packageName}/`, 'src/pkgname/');
  const habits = HABITS.filter(({ files, odds }) => files.test(known) && scene.chance.happens(odds));
  return habits.reduce((before, { edit }) => edit(before, scene), text);
}

/** All Python files as ruff writes them at another length of lines. */
function reformat(files: Files, length: number): void {
  const ruff = new Workspace({ 'line-length': length }, PositionEncoding.Utf16);
  for (const [path, text] of files) if (path.endsWith('.py')) files.set(path, ruff.format(text));
  ruff.free();
}

function treeOf(files: Files, base: FileTree): Tree {
  const tree = new Map<string, Entry>();
  for (const [path, text] of files) {
    for (const folder of ancestors(path)) tree.set(folder, { kind: 'folder' });
    tree.set(path, { kind: 'file', bytes: Buffer.from(text), executable: base.get(path)?.executable ?? false });
  }
  return tree;
}
