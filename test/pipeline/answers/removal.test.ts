import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedWithout, neededByOthers, planRemoval } from '../../../generators/pipeline/answers/removal.js';
import { Refusal } from '../../../generators/pipeline/errors.js';
import { closeOverNeeds } from '../../../generators/pipeline/pack/needs.js';
import { PACK } from '../pack/fixture.js';

const EVERYTHING = PACK.tasks.filter(({ stage }) => stage !== undefined).map(({ slug }) => slug);

describe('what is removed', () => {
  it('is what was named and is on; what cannot stay without it is told', () => {
    expect(planRemoval(['dockerfiles'], EVERYTHING, PACK)).toMatchObject({ named: ['dockerfiles'] });
    expect(planRemoval(['dockerfiles'], EVERYTHING, PACK).dependents).toContain('docker-build');
    expect(planRemoval(['docker-build'], ['dockerfiles'], PACK)).toEqual({ named: [], dependents: [] });
  });

  it('is never what no project can be without', () => {
    expect(() => planRemoval(['repository'], EVERYTHING, PACK)).toThrow(/repository \(1\) cannot be removed/);
    expect(() => planRemoval(['minimal'], EVERYTHING, PACK)).toThrow(Refusal);
    expect(planRemoval(['everything'], EVERYTHING, PACK).named).toEqual(
      EVERYTHING.filter((slug) => !['repository', 'training'].includes(slug)),
    );
  });

  it('is refused with the words that do it, where others need it', () => {
    const refusal = neededByOthers({ named: ['dockerfiles'], dependents: ['docker-build'] }, PACK);
    expect(refusal.message).toBe(
      'docker-build (13) needs dockerfiles (12). Remove it too: mlops remove dockerfiles docker-build, or add --with-dependents.',
    );
  });

  it('is off afterwards, and nothing that stays lacks what it needs', () => {
    fc.assert(
      fc.property(fc.subarray(EVERYTHING), fc.subarray(EVERYTHING, { minLength: 1 }), (asked, what) => {
        fc.pre(what.some((slug) => !['repository', 'training'].includes(slug)));
        const { named, dependents } = planRemoval(what, asked, PACK);
        const { on } = closeOverNeeds(askedWithout([...named, ...dependents], asked), PACK);
        expect(on.filter((slug) => named.includes(slug))).toEqual([]);
      }),
    );
  });
});
