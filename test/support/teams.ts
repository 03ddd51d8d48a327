import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answers, completeAnswers } from '../../generators/pipeline/answers/answers.js';
import { parseAddition } from '../../generators/pipeline/answers/selection.js';
import type { Values } from '../../generators/pipeline/answers/value.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { closeOverNeeds } from '../../generators/pipeline/pack/needs.js';
import { questionsOf } from '../../generators/pipeline/pack/pack.js';
import { STATE_FILE } from '../../generators/pipeline/paths.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { choiceOf, renderedWrites } from '../../generators/pipeline/project/rendered.js';
import { mergedBase } from '../../generators/pipeline/project/rendered_base.js';
import type { State } from '../../generators/pipeline/project/state.js';
import { stateBytes } from '../../generators/pipeline/project/state_file.js';
import type { FileEntry, FileTree } from '../../generators/pipeline/tree.js';
import { type GitMerge, MergeRepository } from './git_merges.js';
import { render, renderingOf, templatesOf } from './render.js';

const loaded = newestPack();
const { pack, digest } = loaded;
const NOWHERE = join(tmpdir(), 'mlops-no-such-folder');

/** What one person does on a branch. */
export interface Step {
  readonly name: string;
  readonly tasks: readonly string[];
  readonly answers: Values;
}

/** What all start from. */
export interface Start {
  readonly tasks: readonly string[];
  readonly answers: Values;
}

/** Adding one task, for each that is not on. */
export function taskSteps({ tasks }: Start): Step[] {
  const { on } = closeOverNeeds(tasks, pack);
  const open = pack.tasks.filter(({ stage, slug }) => stage !== undefined && !on.includes(slug));
  return open.map(({ slug }) => ({ name: slug, tasks: [slug], answers: {} }));
}

/** Adding one stage, as `add <stage>` does it. */
export function stageSteps({ tasks }: Start): Step[] {
  const { on } = closeOverNeeds(tasks, pack);
  const steps = pack.stages.map(({ id }) => ({ name: id, tasks: parseAddition([id], on, pack), answers: {} }));
  return steps.filter((step) => step.tasks.some((slug) => !on.includes(slug)));
}

const WORDS: Values = {
  title: 'Other',
  text: 'Something else',
  texts: ['Ada', 'Bo'],
  email: 'a@example.org',
  url: 'https://example.org/a',
};
/** What a question needs beside its own answer. */
const BESIDE: Readonly<Record<string, Values>> = { remote: { store: 'store.example.org' } };

/** Changing one answer, to each value that it does not have. The package is left out: its folder is renamed. */
export function answerSteps(start: Start): Step[] {
  const { values: recorded } = answersOf(start);
  return questionsOf(pack).flatMap(({ name, type, choices }) => {
    const values = choices?.map(({ value }) => value) ?? [WORDS[type] ?? ''];
    const others = values.filter((value) => Object.hasOwn(recorded, name) && value !== '' && value !== recorded[name]);
    return others.map((value) => ({ name: `${name} ${String(value)}`, tasks: [], answers: { ...BESIDE[name], [name]: value } }));
  });
}

/** Every two steps that do not answer the same question. */
export function pairsOf(steps: readonly Step[]): (readonly [Step, Step])[] {
  const question = ({ name, answers }: Step): string => (Object.keys(answers).length === 0 ? name : (name.split(' ')[0] ?? ''));
  return steps.flatMap((one, index) =>
    steps
      .slice(index + 1)
      .filter((other) => question(one) !== question(other))
      .map((other) => [one, other] as const),
  );
}

/**
 * Lets two people start from the same commit, each with a step on a branch of their own, merges the branches with git, and
 * runs the next command.
 *
 * @param isSame whether two steps are known to change the same lines, beside those that make the same file in two ways.
 * @returns a line for each pair that conflicts, or whose result is not what one person would have got.
 */
export async function mergePairs(
  start: Start,
  pairs: readonly (readonly [Step, Step])[],
  isSame: (one: Step, other: Step) => boolean = () => false,
): Promise<string[]> {
  const repository = new MergeRepository();
  try {
    const base = projectOf(start);
    const origin = repository.commit(base);
    const results = new Map([...new Set(pairs.flat())].map((step) => [step, projectOf(start, step)] as const));
    const branches = new Map([...results].map(([step, result]) => [step, repository.commit(result, origin)] as const));
    const apart = ([one, other]: readonly [Step, Step]): boolean =>
      !isSame(one, other) && !makeSameFile(start, base, [one, other], results);
    const open = pairs.filter(apart);
    const expected: string[] = [];
    for (const pair of open) expected.push(repository.commit(await mergedProject(start, pair)));
    const merges = repository.merge(open.map(([one, other]) => [branches.get(one) ?? '', branches.get(other) ?? '']));
    const trees = repository.treesOf(expected);
    return open.flatMap((pair, index) => {
      const merged = merges[index];
      return addSamePart(start, pair, merged?.conflicts ?? []) ? [] : problems(pair, merged, trees[index] ?? '', repository);
    });
  } finally {
    repository.remove();
  }
}

function problems([one, other]: readonly [Step, Step], merge: GitMerge | undefined, tree: string, repository: MergeRepository): string[] {
  const name = `${one.name} + ${other.name}`;
  if (merge === undefined) return [`${name}: git said nothing`];
  if (merge.conflicts.length > 0) return [`${name}: conflicts in ${merge.conflicts.join(', ')}`];
  return merge.tree === tree ? [] : [`${name}: not as expected in ${repository.differences(merge.tree, tree).join(', ')}`];
}

function answersOf(start: Start, ...steps: readonly Step[]): Answers {
  const given = Object.assign({ name: 'Demo', package: 'demo' }, start.answers, ...steps.map((step) => step.answers)) as Values;
  return completeAnswers(pack, [...start.tasks, ...steps.flatMap((step) => step.tasks)], { flags: given, folder: 'demo' });
}

function stateOf({ values, asked }: Answers): State {
  return { version: '0.1.0', pack: { id: pack.id, revision: pack.revision, digest }, answers: values, asked };
}

/** All that the generator writes for these steps. */
function projectOf(start: Start, ...steps: readonly Step[]): FileTree {
  const answers = answersOf(start, ...steps);
  return new Map([...render(makePlan(answers, pack)), ...recordsOf(stateOf(answers))]);
}

function recordsOf(state: State): [string, FileEntry][] {
  const bytes = stateBytes(undefined, state, pack);
  const written = renderedWrites(NOWHERE, choiceOf(state)).flatMap(({ path, after }) =>
    after === undefined ? [] : [[path, after] as [string, FileEntry]],
  );
  return [[STATE_FILE, { kind: 'file', bytes, executable: false }], ...written];
}

/**
 * What git should make of two branches: the state of one person who did both, and of the files what the next command takes
 * for rendered, so that it completes exactly the rest.
 */
async function mergedProject(start: Start, steps: readonly [Step, Step]): Promise<FileTree> {
  const state = stateOf(answersOf(start, ...steps));
  const states = steps.map((step) => stateOf(answersOf(start, step)));
  const settled = renderingOf(makePlan(answersOf(start, ...steps), pack));
  const source = { loaded, templates: templatesOf(pack) };
  const files = await mergedBase(states.map(choiceOf), choiceOf(state), source, settled);
  const [record] = recordsOf(state);
  return new Map([...files, ...states.flatMap((each) => recordsOf(each).slice(1)), ...(record === undefined ? [] : [record])]);
}

/** Whether both bring tasks of one stage, and make of one of its files two different things. */
function makeSameFile(start: Start, base: FileTree, [one, other]: readonly [Step, Step], results: ReadonlyMap<Step, FileTree>): boolean {
  const shared = stagesOf(start, one).filter((stage) => stagesOf(start, other).includes(stage));
  return [...(results.get(one) ?? [])].some(([path, { origin, bytes }]) => {
    const theirs = results.get(other)?.get(path);
    const isOwn = shared.some((stage) => origin?.startsWith(`${stage}/`) === true) && !SHARED_FILES.includes(path);
    if (!isOwn || theirs === undefined || theirs.bytes.equals(bytes)) return false;
    return [bytes, theirs.bytes].every((each) => base.get(path)?.bytes.equals(each) !== true);
  });
}

/** Whether both bring the same task, and git found nothing but its part of a shared file in two lengths. */
function addSamePart(start: Start, [one, other]: readonly [Step, Step], conflicts: readonly string[]): boolean {
  const shared = newTasksOf(start, one).filter((slug) => newTasksOf(start, other).includes(slug));
  return shared.length > 0 && conflicts.length > 0 && conflicts.every((path) => GROWING_PARTS.includes(path));
}

/** What a service is in them, other tasks add lines to: two branches that both bring the service may bring it in two lengths. */
const GROWING_PARTS = ['compose.yaml', 'docs/docker.md'];

/** Files of the stage that every project has, in which all others have a place. */
const SHARED_FILES = [
  'README.md',
  'pyproject.toml',
  'requirements.txt',
  'requirements_dev.txt',
  '.gitignore',
  '.gitattributes',
  'docs/project.md',
  'docs/train.md',
];

/** The stages of which a step turns on tasks. */
function stagesOf(start: Start, step: Step): string[] {
  const on = newTasksOf(start, step);
  return pack.tasks.flatMap(({ slug, stage }) => (on.includes(slug) ? (stage ?? []) : []));
}

function newTasksOf({ tasks }: Start, step: Step): string[] {
  const before = closeOverNeeds(tasks, pack).on;
  return closeOverNeeds([...tasks, ...step.tasks], pack).on.filter((slug) => !before.includes(slug));
}
