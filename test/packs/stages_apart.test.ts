import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { closeOverNeeds } from '../../generators/pipeline/pack/needs.js';
import type { PackFile } from '../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { emittedPath } from '../../generators/pipeline/plan/render.js';
import { unifiedDiff } from '../../generators/pipeline/report/unified_diff.js';
import type { FileTree, Tree } from '../../generators/pipeline/tree.js';
import { applyMerge, textsOf } from '../support/apply.js';
import { answersFor } from '../support/emitted.js';
import { render } from '../support/render.js';

const { pack } = newestPack();
const toggles = pack.tasks.filter((task) => task.stage !== undefined && !task.always).map(({ slug }) => slug);

/** The one file of glue: rendered whole, and nobody needs to edit it. What a task brings enters through it. */
const GLUE = 'src/pkgname/plugins.py';

function renderAsked(asked: readonly string[]): FileTree {
  return render(makePlan(answersFor(pack, asked), pack));
}

async function step(yours: Tree, base: FileTree, next: FileTree): Promise<Tree> {
  return applyMerge(yours, await merge(base, yours, next, () => ({})));
}

describe('adding a task', () => {
  it('gives the same bytes in any order, and changes nothing the second time', async () => {
    const order = fc.shuffledSubarray(toggles, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(order, async (sequence) => {
        let asked: readonly string[] = [];
        let project: Tree = renderAsked(asked);
        for (const slug of sequence) {
          const next = [...asked, slug];
          project = await step(project, renderAsked(asked), renderAsked(next));
          expect(textsOf(await step(project, renderAsked(next), renderAsked(next)))).toEqual(textsOf(project));
          asked = next;
        }
        expect(textsOf(project)).toEqual(textsOf(renderAsked(sequence)));
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it.each(toggles)('%s touches no file of another stage that people rewrite', (slug) => {
    const { on } = closeOverNeeds([slug], pack);
    const before = makePlan(
      answersFor(
        pack,
        on.filter((other) => other !== slug),
      ),
      pack,
    );
    const after = makePlan(answersFor(pack, on), pack);
    expect(foreignChanges(slug, before, after)).toEqual([]);
  });
});

function foreignChanges(slug: string, before: ReturnType<typeof makePlan>, after: ReturnType<typeof makePlan>): string[] {
  const own = pack.tasks.find((task) => task.slug === slug)?.stage ?? '';
  const old = render(before);
  const fresh = render(after);
  return after.files.flatMap((file) => {
    const path = emittedPath(file, after);
    const was = old.get(path)?.bytes.toString('utf8');
    const is = fresh.get(path)?.bytes.toString('utf8');
    if (was === undefined || was === is || mayChange(file, own)) return [];
    const lines = unifiedDiff(was, is ?? '').filter((line) => /^[+-]/.test(line)).length;
    return [
      `${slug} changes ${lines} lines of ${file.path}, which is a file of another stage that people rewrite: bring them in through ` +
        `an additive file, a part of one, or ${GLUE}.`,
    ];
  });
}

function mayChange({ path, origin, additive, once }: PackFile, own: string): boolean {
  return origin.startsWith(`${own}/`) || additive !== undefined || once === true || path === GLUE;
}
