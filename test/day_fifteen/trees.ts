import type { Answers } from '../../generators/pipeline/answers/answers.js';
import { closeOverNeeds } from '../../generators/pipeline/pack/needs.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { ancestors, type Entry, type FileTree, type Tree } from '../../generators/pipeline/tree.js';
import { answersFor } from '../support/emitted.js';
import { render } from '../support/render.js';
import { Chance } from './chance.js';
import { editFiles } from './edits.js';
import type { Files } from './moves.js';

/** A project on day fifteen: what was rendered, and what people have made of it. */
export interface DayFifteen {
  readonly seed: number;
  readonly packageName: string;
  readonly answers: Answers;
  readonly on: readonly string[];
  readonly base: FileTree;
  readonly yours: Tree;
}

/**
 * In which share of the groups a stage is missing on day fifteen, from the median days on which the groups began and from
 * how many ever did (tests and linting by day 10, images by day 8, data versions and workflows by day 11, Hydra by day
 * 10 in 15 of 21, an API between day 12 and 15, Lightning in 11 of 21). What is not named here comes in the last week.
 */
const MISSING: Readonly<Record<string, number>> = {
  project: 0.2,
  train: 0.5,
  quality: 0.25,
  tests: 0.25,
  config: 0.3,
  docker: 0.25,
  dvc: 0.3,
  ci: 0.3,
  api: 0.4,
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
  const files: Files = new Map([...base].map(([path, { bytes }]) => [path, bytes.toString('utf8')]));
  editFiles(files, { chance, packageName });
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

function treeOf(files: Files, base: FileTree): Tree {
  const tree = new Map<string, Entry>();
  for (const [path, text] of files) {
    for (const folder of ancestors(path)) tree.set(folder, { kind: 'folder' });
    tree.set(path, { kind: 'file', bytes: Buffer.from(text), executable: base.get(path)?.executable ?? false });
  }
  return tree;
}
