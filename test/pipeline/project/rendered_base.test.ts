import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { pathOfChoice, type RenderedChoice } from '../../../generators/pipeline/project/rendered.js';
import { ancestorOf, isRenderedFrom, mergedBase, renderedBase } from '../../../generators/pipeline/project/rendered_base.js';
import { answersFor } from '../../support/emitted.js';
import { renderingOf, templatesOf } from '../../support/render.js';
import { fill, inScratch } from '../commit/scene.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const choice = fc.record({ answers: fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('1', '2', '3')), asked: fc.subarray(NAMES) });

/** A choice of which some names are as in another one. */
function changed(base: RenderedChoice, other: Omit<RenderedChoice, 'pack'>, names: readonly string[]): RenderedChoice {
  const pick = (own: RenderedChoice['answers'], theirs: RenderedChoice['answers']) =>
    NAMES.flatMap((name) => {
      const value = (names.includes(name) ? theirs : own)[name];
      return value === undefined ? [] : [[name, value] as const];
    });
  const asked = NAMES.filter((name) => (names.includes(name) ? other : base).asked.includes(name));
  return { ...base, answers: Object.fromEntries(pick(base.answers, other.answers)), asked };
}

describe('the base of the next merge', () => {
  const loaded = newestPack();
  const { values, asked } = answersFor(loaded.pack, ['fastapi-inference']);
  const recorded: RenderedChoice = { pack: loaded.digest, answers: values, asked: [...asked, 'dockerfiles'] };
  const [one, other] = [
    { ...recorded, asked },
    { ...recorded, asked: ['dockerfiles'] },
  ];
  const settled = renderingOf(makePlan({ values, asked: recorded.asked }, loaded.pack));
  const plain = settled.tree;
  const source = { loaded, templates: templatesOf(loaded.pack) };

  it('lacks, after a merge, what only both branches together bring', async () => {
    const base = await mergedBase([one, other], recorded, source, settled);
    const missing = [...plain.keys()].filter((path) => !base.has(path));
    expect(missing).toEqual(['dockerfiles/api.dockerfile']);
  });

  it('is what was rendered, where somebody changed the record by hand', async () => {
    expect([...(await mergedBase([other], recorded, source, settled)).keys()]).not.toContain('src/demo/api.py');
  });

  it.each([
    ['a pack that is not known here', { ...other, pack: 'another' }],
    ['answers that the pack does not take', { ...other, answers: { ...values, package: '../../evil' } }],
  ])('is what the record says, where a branch was rendered from %s', async (_, strange) => {
    expect(await mergedBase([one, strange], recorded, source, settled)).toEqual(plain);
  });
});

describe('a project', () => {
  const loaded = newestPack();
  const answers = answersFor(loaded.pack, ['dockerfiles']);
  const choice: RenderedChoice = { pack: loaded.digest, answers: answers.values, asked: answers.asked };
  const other = { ...choice, asked: [] };

  it('was rendered from its one choice where nothing says otherwise', () =>
    inScratch((root) => {
      expect(isRenderedFrom(root, choice)).toBe(true);
      fill(root, { [pathOfChoice(choice)]: 'x' });
      expect([choice, other].map((each) => isRenderedFrom(root, each))).toEqual([true, false]);
      fill(root, { [pathOfChoice(other)]: 'x' });
      expect(isRenderedFrom(root, choice)).toBe(false);
    }));

  it('has its own render for a base then', () =>
    inScratch(async (root) => {
      const { tree, recorded } = await renderedBase(root, answers, { loaded, templates: templatesOf(loaded.pack) });
      expect(tree).toBe(recorded.tree);
      expect(tree.has('dockerfiles/train.dockerfile')).toBe(true);
    }));
});

describe('what branches started from', () => {
  it('is found from what they became and from their merge, where they changed different things', () => {
    fc.assert(
      fc.property(choice, choice, choice, fc.subarray(NAMES), (origin, one, other, names) => {
        const base: RenderedChoice = { pack: 'abc', ...origin };
        const rest = NAMES.filter((name) => !names.includes(name));
        const [left, right] = [changed(base, one, names), changed(base, other, rest)];
        const merged = changed(left, right, rest);
        expect(pathOfChoice(ancestorOf([left, right], merged))).toBe(pathOfChoice(base));
      }),
    );
  });
});
