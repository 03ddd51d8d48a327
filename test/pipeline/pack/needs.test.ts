import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSelection } from '../../../generators/pipeline/answers/selection.js';
import { closeOverNeeds, inOrder, listedOnly, offered, whatNeeds } from '../../../generators/pipeline/pack/needs.js';
import { PACK, stage, task } from './fixture.js';

const ALL = ['repository', 'training', 'dockerfiles', 'docker-build', 'inference', 'image-trigger', 'service'];
const subset = fc.subarray(ALL);

describe('what is on', () => {
  it('is what was asked for, what is always on, and what these need', () => {
    const { on, because } = closeOverNeeds(['service'], PACK);
    expect(on).toEqual(['repository', 'training', 'dockerfiles', 'inference', 'image-trigger', 'service']);
    expect(Object.fromEntries(because)).toEqual({
      'image-trigger': 'service',
      inference: 'service',
      dockerfiles: 'image-trigger',
    });
  });

  it('has every need of every task, and grows with what is asked for', () => {
    fc.assert(
      fc.property(subset, subset, (some, more) => {
        const { on } = closeOverNeeds(some, PACK);
        for (const { slug, needs } of PACK.tasks) if (on.includes(slug)) expect(on).toEqual(expect.arrayContaining([...needs]));
        expect(closeOverNeeds([...some, ...more], PACK).on).toEqual(expect.arrayContaining([...on]));
        expect(closeOverNeeds(on, PACK).on).toEqual(on);
      }),
    );
  });

  it('names what cannot stay when a task goes', () => {
    expect(whatNeeds(['dockerfiles'], ALL, PACK)).toEqual(['docker-build', 'image-trigger', 'service']);
    expect(whatNeeds(['dockerfiles'], ['dockerfiles', 'inference'], PACK)).toEqual([]);
    expect(whatNeeds(['service'], ALL, PACK)).toEqual([]);
  });

  it('never keeps a task whose need goes', () => {
    fc.assert(
      fc.property(subset, subset, (asked, going) => {
        const { on } = closeOverNeeds(asked, PACK);
        const gone = new Set([...going, ...whatNeeds(going, on, PACK)]);
        const left = on.filter((slug) => !gone.has(slug));
        for (const { slug, needs } of PACK.tasks) if (left.includes(slug)) expect(needs.some((need) => gone.has(need))).toBe(false);
      }),
    );
  });

  it('is nothing that no stage offers: not where it is asked for, nor where it is needed', () => {
    const pack = { ...PACK, tasks: [...PACK.tasks, task('report', { stage: 'api', needs: ['cloud'] })] };
    expect(closeOverNeeds(['cloud', 'unheard-of'], pack).on).toEqual(['repository', 'training']);
    expect(closeOverNeeds(['report'], pack).on).toEqual(['repository', 'training', 'report']);
  });
});

describe('adding a stage without naming its tasks', () => {
  it('brings the tasks whose needs are met, and what these make possible', () => {
    expect(offered('docker', ['repository', 'training'], PACK)).toEqual(['dockerfiles', 'docker-build']);
    expect(offered('deploy', ['repository', 'training', 'dockerfiles'], PACK)).toEqual(['image-trigger']);
  });

  it('brings its first task, and with it those that then have their needs, where no need is met', () => {
    const pack = { ...PACK, stages: [...PACK.stages, stage('report')], tasks: [...PACK.tasks, ...reports] };
    expect(offered('report', [], pack)).toEqual(['draft', 'final']);
  });

  it('brings nothing of a stage without tasks', () => {
    expect(offered('nothing', ALL, PACK)).toEqual([]);
  });
});

/** Tasks of one stage: two in a row behind another one, and one that needs more. */
const reports = [
  task('draft', { stage: 'report', needs: ['training'] }),
  task('final', { stage: 'report', needs: ['draft'] }),
  task('slides', { stage: 'report', needs: ['final', 'service'] }),
];

describe('slugs in order', () => {
  it('stand as the checklist has them, without what it does not know', () => {
    expect(inOrder(new Set(['service', 'unheard-of', 'training', 'cloud']), PACK)).toEqual(['training', 'cloud', 'service']);
  });
});

describe('a task that stands on no checklist', () => {
  const pack = {
    ...PACK,
    tasks: [...PACK.tasks, task('records', { id: 53, listed: false, stage: 'api' }), task('drift', { stage: 'api', needs: ['records'] })],
  };

  it('is on where another one needs it, and only there', () => {
    expect(closeOverNeeds(['drift'], pack).on).toContain('records');
    expect(closeOverNeeds(['records'], pack).on).not.toContain('records');
    expect(offered('api', closeOverNeeds(['inference', 'drift'], pack).on, pack)).not.toContain('records');
  });

  it('is nobody’s choice, and told to nobody', () => {
    const old = parseSelection('old', { ...pack, presets: { old: ['records', 'inference'] } });
    expect([old.includes('inference'), old.includes('records')]).toEqual([true, false]);
    for (const selector of ['records', '53', '50-60']) expect(() => parseSelection(selector, pack)).toThrow();
    expect(parseSelection('everything', pack)).not.toContain('records');
    expect(parseSelection('api', pack)).not.toContain('records');
    expect(listedOnly(closeOverNeeds(['drift'], pack).on, pack)).not.toContain('records');
  });
});
