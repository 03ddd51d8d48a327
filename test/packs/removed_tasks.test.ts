import { describe, expect, it } from 'vitest';
import { askedWithout, neededByOthers, planRemoval } from '../../generators/pipeline/answers/removal.js';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { policyOf } from '../../generators/pipeline/run/prepare.js';
import { topModules } from '../../generators/pipeline/uses/modules.js';
import { drawRemovals, pairCoverage } from '../emitted/removals.js';
import { applyMerge, textsOf } from '../support/apply.js';
import { answersFor, claimedTasks } from '../support/emitted.js';
import { danglingNames, deadImports, textsIn } from '../support/leftovers.js';
import { lintPython, ruffSettings } from '../support/python_lint.js';
import { renderingOf } from '../support/render.js';

const { pack } = newestPack();
const all = claimedTasks(pack);
const toggles = pack.tasks.filter(({ always, stage }) => stage !== undefined && !always).map(({ slug }) => slug);
const whole = makePlan(answersFor(pack, all), pack);
const everything = renderingOf(whole);
const had = textsIn(everything.tree);
const settings = ruffSettings(had.get('pyproject.toml') ?? '');

/** Names of what may not be there, in files that ask whether it is, or say when. */
const ASKED: readonly RegExp[] = [
  /^scripts\/docker_smoke\.sh names (dockerfiles\/|demo\.)/, // only where the Dockerfile is there
  /^src\/demo\/scale\/exported\.py names demo\.serving/, // imported where it is found, else its task is named
  /^scripts\/gcp\/(common\.sh|cloud\.env) names \.dvc\/config$/, // read where there is one
  /^scripts\/gcp\/cloud_doctor\.sh names scripts\/gcp\/deploy_run\.sh$/, // only told of services
  /^docs\/(quality|docker)\.md names invoke /, // "With task 11 of the course"
];

/** What a task leaves when it is removed from everything, with what needs it. */
function without(slug: string) {
  const { named, dependents } = planRemoval([slug], all, pack);
  const plan = makePlan(answersFor(pack, askedWithout([...named, ...dependents], all)), pack);
  return { named, dependents, plan, tree: renderingOf(plan, everything).tree };
}

describe.each(toggles)('%s, removed from everything', (slug) => {
  const { named, dependents, plan, tree } = without(slug);
  const has = textsIn(tree);

  it('takes along what needs it and nothing else, and is refused where that may not go', () => {
    expect(all.filter((other) => !plan.on.has(other)).toSorted()).toEqual([...named, ...dependents].toSorted());
    const needs = (one: string): readonly string[] => pack.tasks.find((task) => task.slug === one)?.needs ?? [];
    for (const other of dependents)
      expect(
        needs(other).some((need) => need === slug || dependents.includes(need)),
        other,
      ).toBe(true);
    if (dependents.length > 0) expect(neededByOthers({ named, dependents }, pack).fact).toContain(dependents[0]);
  });

  it('leaves the project as it is without it, and no conflict', async () => {
    const merged = await merge(everything.tree, everything.tree, tree, policyOf([whole, plan]));
    expect(merged.changes.filter(({ outcome }) => outcome === 'conflict')).toEqual([]);
    expect(textsOf(applyMerge(everything.tree, merged))).toEqual(textsOf(tree));
  });

  it('leaves no import and no name of what went', () => {
    expect(deadImports(has, topModules(has.keys()))).toEqual([]);
    expect(danglingNames(had, has).filter((left) => !ASKED.some((pattern) => pattern.test(left)))).toEqual([]);
  });

  it('leaves Python that ruff reads without a finding', () => {
    const own = ruffSettings(has.get('pyproject.toml') ?? '');
    const same = JSON.stringify(own) === JSON.stringify(settings);
    const python = [...has].filter(([path, text]) => path.endsWith('.py') && !(same && had.get(path) === text));
    expect(python.flatMap(([path, text]) => lintPython(path, text, plan.packageName, own))).toEqual([]);
  });
});

describe('the rows from which tasks are removed', () => {
  const removals = drawRemovals(pack, 2);
  const { covered, possible } = pairCoverage(removals, pack);

  it(`bring about ${covered} of the ${possible} pairs of tasks that are on and off, with everything and minimal`, () => {
    expect(covered / possible).toBeGreaterThan(0.7);
    expect(drawRemovals(pack, 2)).toEqual(removals);
  });
});

describe('what is looked for', () => {
  const before = new Map([
    ['src/demo/a.py', 'from demo.b import f, g\n'],
    ['src/demo/b.py', 'def f(): ...\n\n\ndef g(): ...\n'],
    ['tasks.py', '@task\ndef try_it_(ctx): ...\n'],
    ['README.md', '`src/demo/b.py`, `python -m demo.b`, `invoke try-it`\n'],
  ]);

  it('is imports of what is not there', () => {
    const tops = new Set(['demo']);
    expect(deadImports(before, tops)).toEqual([]);
    expect(deadImports(new Map([...before, ['src/demo/b.py', 'def f(): ...\n']]), tops)).toEqual(['src/demo/a.py imports demo.b.g']);
  });

  it('is names of files, modules and commands that went', () => {
    const after = new Map([...before].filter(([path]) => path === 'README.md'));
    expect(danglingNames(before, after)).toEqual(['src/demo/b.py', 'demo.b', 'invoke try-it'].map((name) => `README.md names ${name}`));
  });
});
