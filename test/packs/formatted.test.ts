import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../generators/pipeline/change.js';
import { normalRequirement } from '../../generators/pipeline/merge/keyed/packages.js';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { FileEntry } from '../../generators/pipeline/tree.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';
import { leaves } from '../support/leaves.js';

// What real programs made of pyproject.toml stands in `formatted/`, recorded: see the README there.

const { pack } = newestPack();
const all = claimedTasks(pack);
const stages = [...new Set(pack.tasks.flatMap(({ slug, stage }) => (stage === undefined || !all.includes(slug) ? [] : [stage])))];

function recorded(name: string): string {
  return readFileSync(new URL(`formatted/${name}.toml`, import.meta.url), 'utf8');
}

function rendered(asked: readonly string[], given: Readonly<Record<string, string>> = {}): string {
  const tree = renderChoice(pack, { name: '', answers: answersFor(pack, asked, { accelerator: 'default', ...given }) });
  return tree.get('pyproject.toml')?.bytes.toString('utf8') ?? '';
}

function isIn(stage: string): (slug: string) => boolean {
  return (slug) => pack.tasks.some((task) => task.slug === slug && task.stage === stage);
}

async function mergeProject(base: string, yours: string, next: string): Promise<Change | undefined> {
  const tree = (text: string) =>
    new Map<string, FileEntry>([['pyproject.toml', { kind: 'file', bytes: Buffer.from(text), executable: false }]]);
  return (await merge(tree(base), tree(yours), tree(next), () => ({ additive: 'toml' }))).changes[0];
}

/** What the file says; bounds of versions are compared as tools compare them. */
function meaning(text: string): Map<string, string> {
  const entries = [...leaves('toml', text)].map(([key, value]): [string, string] => {
    const isPackage = /^\/(?:dependency-groups|project\/(?:optional-)?dependencies|build-system)/.test(key);
    return [
      key.replaceAll(/\[[\w-]+(\[[^\]]*\])?\]$/g, (name) => name.toLowerCase()),
      isPackage ? normalRequirement(String(JSON.parse(value))) : value,
    ];
  });
  return new Map(entries);
}

describe.each(['pyproject-fmt', 'toml-sort'])('pyproject.toml as %s writes it', (formatter) => {
  const own = (name: string): string[] => {
    const ours = meaning(recorded(name));
    return [...meaning(recorded(`${name}.${formatter}`)).keys()].filter((key) => !ours.has(key));
  };

  async function check(name: string, next: string): Promise<void> {
    const [base, yours] = [recorded(name), recorded(`${name}.${formatter}`)];
    const change = await mergeProject(base, yours, next);
    expect(change?.outcome).not.toBe('conflict');
    const after = change?.writes[0]?.after?.bytes.toString('utf8') ?? yours;
    const wanted = meaning(next);
    const said = [...meaning(after)].filter(([key]) => !own(name).includes(key) || wanted.has(key));
    expect(said.sort()).toEqual([...wanted].sort());
  }

  it.each(stages)('loses what only %s brings, and nothing else', async (stage) => {
    await check('everything', rendered(all.filter((slug) => !isIn(stage)(slug))));
  });

  it.each(stages)('gets what %s brings', async (stage) => {
    await check('minimal', rendered(all.filter(isIn(stage))));
  });

  it('gets everything, and gives it back', async () => {
    await check('minimal', rendered(all));
    await check('everything', rendered([]));
  });

  it('gets another description, author and package', async () => {
    await check('everything', rendered(all, { description: 'Songs of birds', package: 'birds', accelerator: 'cpu' }));
  });

  it('gets newer versions', async () => {
    const next = recorded('everything').replaceAll(
      />=(\d+)\.(\d+)/g,
      (_, major: string, minor: string) => `>=${major}.${Number(minor) + 1}`,
    );
    await check('everything', next);
  });
});
