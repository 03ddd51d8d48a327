import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddition, parseSelection, presetNames } from '../../../generators/pipeline/answers/selection.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { closeOverNeeds } from '../../../generators/pipeline/pack/needs.js';
import { PACK, stage, task } from '../pack/fixture.js';

const ALL = ['repository', 'training', 'dockerfiles', 'docker-build', 'inference', 'image-trigger', 'service'];
const subset = fc.subarray(ALL);

function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a list of tasks', () => {
  it.each([
    ['everything', ALL],
    ['minimal', ['repository', 'training']],
    ['week1', ['repository', 'training', 'dockerfiles', 'docker-build']],
    ['week2', ALL],
    ['extra', ['service']],
    ['docker', ['dockerfiles', 'docker-build']],
    ['inference', ['inference']],
    ['33', ['inference']],
    ['#33', ['inference']],
    ['31-35', ['inference', 'image-trigger', 'service']],
    ['api, 12', ['dockerfiles', 'inference']],
    ['API Docker-Build', ['docker-build', 'inference']],
  ])('reads "%s"', (text, slugs) => {
    expect(parseSelection(text, PACK)).toEqual(slugs);
  });

  it('may be given in pieces', () => {
    expect(parseSelection(['api', '12,13'], PACK)).toEqual(parseSelection('12,13,api', PACK));
  });

  it('offers the presets of the pack between the two that every pack has', () => {
    expect(presetNames(PACK)).toEqual(['minimal', 'week1', 'week2', 'everything']);
  });

  it.each([
    ['dokcer', 'Did you mean docker?'],
    ['week9', 'Name a preset (minimal, week1'],
    ['qqqqqq', 'a stage (project'],
    ['99', 'from 1 to 35'],
    ['13-12', 'Write 12-13'],
    ['40-50', 'from 1 to 35'],
    ['', 'minimal, week1'],
    ['constructor', 'a stage (project'],
  ])('is refused for "%s" with a way out', (text, remedy) => {
    expect(refusalOf(() => parseSelection(text, PACK)).remedy).toContain(remedy);
  });

  it.each([
    ['34', 'Task 34 (cloud) is on the checklist, but not in this version of the pack yet.'],
    ['cloud', 'Task 34 (cloud) is on the checklist, but not in this version of the pack yet.'],
    ['34-34', 'No task of 34-34 is in this version of the pack yet.'],
    ['clouds', '"clouds" is not in this version of the pack yet: no stage does cloud (34).'],
    ['monitor', 'The stage "monitor" is not in this version of the pack yet.'],
    ['Tracking', 'The stage "tracking" is not in this version of the pack yet.'],
  ])('says that %s is still to come, and what there is', (selector, fact) => {
    const { message } = refusalOf(() => parseSelection(selector, PACK));
    expect(message).toBe(`${fact} Leave it out. What can be added: project, train, docker, api, deploy.`);
  });

  it('does not say of a typing error, or of what tasks that can be on are about, that it is still to come', () => {
    for (const word of ['dokcer', 'service-x', 'imagetrigger']) {
      expect(refusalOf(() => parseSelection(word, PACK)).message).not.toContain('yet');
    }
    const complete = { ...PACK, tasks: PACK.tasks.filter(({ stage }) => stage !== undefined) };
    expect(refusalOf(() => parseSelection('monitor', complete)).message).not.toContain('yet');
  });
});

describe('adding a stage without naming its tasks', () => {
  it('brings its first task with what that needs where no need is met', () => {
    expect(parseAddition('deploy', ['repository', 'training'], PACK)).toEqual(['image-trigger']);
  });

  it('brings of stages that are named together what they need of each other, wherever they stand in the pack', () => {
    const tasks = [task('a', { stage: 'one', needs: ['b'] }), task('a2', { stage: 'one' }), task('b', { stage: 'two' })];
    const pack = { ...PACK, tasks, stages: [stage('one'), stage('two')] };
    expect(parseAddition(['one', 'two'], [], pack)).toEqual(['a', 'a2', 'b']);
    expect(parseAddition('ONE', [], pack)).toEqual(['a2']);
  });

  it('does nothing the second time, and does not depend on the order in which stages are named', () => {
    const stages = fc.shuffledSubarray(['docker', 'api', 'deploy'], { minLength: 1 });
    fc.assert(
      fc.property(subset, stages, (asked, named) => {
        const { on } = closeOverNeeds(asked, PACK);
        const once = parseAddition(named, on, PACK);
        const after = closeOverNeeds([...asked, ...once], PACK).on;
        expect(closeOverNeeds([...asked, ...once, ...parseAddition(named, after, PACK)], PACK).on).toEqual(after);
        expect(parseAddition([...named].reverse(), on, PACK)).toEqual(once);
      }),
    );
  });

  it('refuses a word that is neither stage nor task', () => {
    expect(refusalOf(() => parseAddition(['api', 'dokcer'], [], PACK)).remedy).toContain('docker');
  });
});
