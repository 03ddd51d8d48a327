import { describe, expect, it } from 'vitest';
import { parseSelection } from '../../generators/pipeline/answers/selection.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { answerSteps, mergePairs, pairsOf, type Start, type Step, stageSteps, taskSteps } from '../support/teams.js';

const { pack } = newestPack();

/** From nothing and from the middle of the course, with each manager. */
const STARTS = ['minimal', 'week1'].flatMap((tasks) =>
  ['uv', 'pip'].map((manager): [string, Start] => [
    `${tasks} with ${manager}`,
    { tasks: parseSelection(tasks, pack), answers: { manager } },
  ]),
);

/** Answers and tasks that say two things in the same lines: a difference of opinion that people have to settle. */
const SAME_LINES: readonly (readonly [string, string])[] = [
  ['manager', 'python'],
  ['manager', 'accelerator'],
  ['manager', 'cli-and-project-commands'],
  // Two opinions on where the data are: each brings the package with which DVC gets there.
  ['remote', 'gcp-bucket-remote'],
];

function sayTwoThings(one: Step, other: Step): boolean {
  const names = [one, other].map(({ name }) => name.split(' ')[0] ?? '');
  return SAME_LINES.some((pair) => pair.every((name) => names.includes(name)));
}

describe.each(STARTS)('two branches of a project of %s merge in git, and become what one person would have got:', (_, start) => {
  it('all pairs of stages', async () => {
    expect(await mergePairs(start, pairsOf(stageSteps(start)))).toEqual([]);
  });

  it('all pairs of tasks', async () => {
    expect(await mergePairs(start, pairsOf(taskSteps(start)))).toEqual([]);
  });

  it('all pairs of answers, and of an answer and a task', async () => {
    const tasks = new Set(taskSteps(start));
    const steps = [...tasks, ...answerSteps(start)];
    const pairs = pairsOf(steps).filter((pair) => pair.some((step) => !tasks.has(step)));
    expect(await mergePairs(start, pairs, sayTwoThings)).toEqual([]);
  });
});
