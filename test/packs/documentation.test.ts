import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { policyOf } from '../../generators/pipeline/run/prepare.js';
import type { FileTree, Tree } from '../../generators/pipeline/tree.js';
import { applyMerge } from '../support/apply.js';
import { answersFor, claimedTasks, coveringRenders } from '../support/emitted.js';
import { render } from '../support/render.js';

const { pack } = newestPack();
const SITE = 'mkdocs.yml';

function textOf(tree: Tree, path: string): string {
  const entry = tree.get(path);
  return entry?.kind === 'file' ? entry.bytes.toString('utf8') : '';
}

/** The pages that the navigation lists. */
function listed(text: string): string[] {
  const { nav } = parse(text) as { nav: Record<string, string>[] };
  return nav.flatMap((entry) => Object.values(entry));
}

it('has every page of docs/ in its navigation, once, and no page that is not there', () => {
  const sites = coveringRenders(pack).filter(({ tree }) => tree.has(SITE));
  expect(sites.length).toBeGreaterThan(2);
  for (const { name, tree } of sites) {
    const pages = [...tree.keys()].filter((path) => /^docs\/.*\.md$/.test(path)).map((path) => path.slice('docs/'.length));
    expect(listed(textOf(tree, SITE)).toSorted(), name).toEqual(pages.toSorted());
  }
});

it('has no link from a page to a page that may be missing', () => {
  const dead = coveringRenders(pack).flatMap(({ name, tree }) =>
    [...tree.keys()]
      .filter((path) => /^docs\/.*\.md$/.test(path))
      .flatMap((path) => {
        const prose = textOf(tree, path).replaceAll(/^```[\s\S]*?^```$|^ {4}.*$/gm, '');
        const links = [...prose.matchAll(/\]\(((?!\w+:|#)[^)#\s]+)/g)].map(([, link = '']) => link);
        const isThere = (link: string): boolean => tree.has(posix.join(posix.dirname(path), link));
        return links.filter((link) => !isThere(link)).map((link) => `[${name}] ${path} links to ${link}`);
      }),
  );
  expect(dead).toEqual([]);
});

it('gets the page of a stage that is added later, and keeps the pages and the titles of people', async () => {
  const plans = [['docs-site', 'fastapi-inference'], claimedTasks(pack)].map((asked) => makePlan(answersFor(pack, asked), pack));
  const [base = new Map(), next = new Map()]: FileTree[] = plans.map(render);
  const edited = textOf(base, SITE)
    .replace(/^nav:\n/m, '$&  - Results: results.md\n')
    .replace('  - API: api.md', '  - How to ask it: api.md');
  const yours: Tree = new Map([...base, [SITE, { kind: 'file', bytes: Buffer.from(edited), executable: false }]]);
  const merged = await applyMerge(yours, await merge(base, yours, next, policyOf(plans)));
  expect(listed(textOf(merged, SITE)).toSorted()).toEqual([...listed(textOf(next, SITE)), 'results.md'].toSorted());
  expect(textOf(merged, SITE)).toContain('How to ask it: api.md');
});
