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
    ['34', 'cloud (34) is on the checklist, but no stage of this pack does it.'],
    ['cloud', 'cloud (34) is on the checklist, but no stage of this pack does it.'],
    ['34-34', 'No stage of this pack does a task of 34-34.'],
  ])('says that the pack lacks %s, and what there is', (selector, fact) => {
    const { message } = refusalOf(() => parseSelection(selector, PACK));
    expect(message).toBe(`${fact} Leave it out. What can be added: project, train, docker, api, deploy.`);
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
