import { describe, expect, it } from 'vitest';
import { parseSelection } from '../../generators/pipeline/answers/selection.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { mergePairs, pairsOf, type Start, stageSteps, taskSteps } from '../support/teams.js';

const { pack } = newestPack();

/** The smallest project, with each manager. */
const STARTS = ['uv', 'pip'].map((manager): [string, Start] => [manager, { tasks: parseSelection('minimal', pack), answers: { manager } }]);

// All pairs of tasks, and of answers, are in test/slow/teams.test.ts: they take longer.
describe.each(STARTS)('two branches of a project with %s', (_, start) => {
  it('that each add a stage merge in git, and become what one person would have got', async () => {
    expect(await mergePairs(start, pairsOf(stageSteps(start)))).toEqual([]);
  });

  it('that each add a task do so too', async () => {
    const pairs = pairsOf(taskSteps(start)).filter((_, index) => index % 10 === 0);
    expect(await mergePairs(start, pairs)).toEqual([]);
  });
});

it('each stage has a row of its own in the table of the README, the same for every choice', () => {
  for (const { id, contributes } of pack.stages) {
    const remedy = `The stage ${id} must contribute exactly one row without "when" to the collection "overview": add it to its stage.yml`;
    expect(
      contributes['overview']?.map(({ when }) => when),
      remedy,
    ).toEqual([undefined]);
  }
});
