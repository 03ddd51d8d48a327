import { describe, expect, it } from 'vitest';
import { newestPack } from '../../../../generators/pipeline/pack/library/shipped.js';
import { templatesOf } from '../../../../generators/pipeline/pack/library/templates.js';
import { makePlan } from '../../../../generators/pipeline/plan/plan.js';
import { render } from '../../../../generators/pipeline/plan/render.js';
import { answersFor, claimedTasks } from '../../../support/emitted.js';
import { renderingOf } from '../../../support/render.js';

describe('the templates of a pack that came with the generator', () => {
  const loaded = newestPack();

  it.each([
    ['minimal', []],
    ['everything', claimedTasks(loaded.pack)],
  ])('give, compiled by the build, the bytes that they give compiled here: %s', async (_, asked) => {
    const plan = makePlan(answersFor(loaded.pack, asked, { name: 'Wine "tasting" <%= y %>', package: 'wine' }), loaded.pack);
    const { tree } = render(plan, await templatesOf(loaded));
    expect(tree).toEqual(renderingOf(plan).tree);
  });

  it('are no others than those of its files and parts', async () => {
    const templates = await templatesOf(loaded);
    expect(() => templates({ origin: 'no/files/such', content: '' })).toThrow('has not compiled no/files/such');
    expect(() => templates({ origin: 'toString', content: '' })).toThrow('has not compiled toString');
  });
});
