import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import { describe, expect, it } from 'vitest';
import { splitLines } from '../../generators/pipeline/merge/lines/pieces.js';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { readLogicalLines } from '../../generators/pipeline/merge/python/logical_lines.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { closeOverNeeds } from '../../generators/pipeline/pack/needs.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { applyMerge, textsOf } from '../support/apply.js';
import { answersFor, claimedTasks } from '../support/emitted.js';
import { render } from '../support/render.js';

const { pack } = newestPack();
const ruff = new Workspace({ 'line-length': 72 }, PositionEncoding.Utf16);

function laidOutAnew(tree: FileTree): FileTree {
  const anew = (text: string): Buffer => Buffer.from(ruff.format(text));
  return new Map([...tree].map(([path, file]) => [path, path.endsWith('.py') ? { ...file, bytes: anew(file.bytes.toString()) } : file]));
}

/** What the modules of a tree say, whatever their layout. */
function modulesOf(tree: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  const modules = Object.entries(tree).filter(([path]) => path.endsWith('.py'));
  const keysIn = (text: string) => {
    const latin1 = Buffer.from(ruff.format(text)).toString('latin1');
    const logical = readLogicalLines(splitLines(latin1));
    if (logical === undefined) throw new Error(`The parser does not read ${text}`);
    return logical.map(({ key }) => key);
  };
  return Object.fromEntries(modules.map(([path, text]) => [path, keysIn(text)]));
}

/** Everything that does not need a task of the stage. */
function withoutStage(id: string): string[] {
  const own = pack.tasks.filter(({ stage, always }) => stage === id && always !== true).map(({ slug }) => slug);
  return claimedTasks(pack).filter((slug) => !closeOverNeeds([slug], pack).on.some((other) => own.includes(other)));
}

describe('a project whose modules were only laid out anew', () => {
  it.each(pack.stages.map(({ id }) => id))('takes the stage %s without a conflict, and then says what we render', async (id) => {
    const [base, next] = [withoutStage(id), claimedTasks(pack)].map((asked) => render(makePlan(answersFor(pack, asked), pack)));
    if (base === undefined || next === undefined) throw new Error('Nothing was rendered');
    const yours = laidOutAnew(base);
    const merged = await merge(base, yours, next, () => ({}));
    expect(merged.changes.filter(({ outcome }) => outcome === 'conflict')).toEqual([]);
    const after = textsOf(applyMerge(yours, merged));
    // What we do not render any more stays, as somebody touched it.
    for (const { path, outcome } of merged.changes) if (outcome === 'kept') delete after[path];
    expect(modulesOf(after)).toEqual(modulesOf(textsOf(next)));
  });
});
