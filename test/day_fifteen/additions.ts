import type { Change } from '../../generators/pipeline/change.js';
import { merge } from '../../generators/pipeline/merge/merge.js';
import { closeOverNeeds, offered } from '../../generators/pipeline/pack/needs.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { policyOf } from '../../generators/pipeline/run/prepare.js';
import { type Entry, type FileTree, sameEntry, type Tree } from '../../generators/pipeline/tree.js';
import { applyMerge } from '../support/apply.js';
import { render } from '../support/render.js';
import { problemsIn } from './sound.js';
import type { DayFifteen } from './trees.js';

/** What came of a stage that was added to a project of day fifteen. */
export interface Addition {
  readonly seed: number;
  readonly stage: string;
  readonly tree: DayFifteen;
  readonly next: FileTree;
  readonly changes: readonly Change[];
  readonly after: Tree;
}

/** Adds each stage of which a project has nothing, each one alone. */
export async function addEachStage(tree: DayFifteen, pack: Pack): Promise<readonly Addition[]> {
  const additions: Addition[] = [];
  for (const { id } of pack.stages) {
    const own = pack.tasks.filter(({ stage, always }) => stage === id && always !== true).map(({ slug }) => slug);
    if (own.length > 0 && !own.some((slug) => tree.on.includes(slug))) additions.push(await addStage(tree, id, pack));
  }
  return additions;
}

async function addStage(tree: DayFifteen, stage: string, pack: Pack): Promise<Addition> {
  const asked = closeOverNeeds([...tree.answers.asked, ...offered(stage, tree.on, pack)], pack).on;
  const [before, plan] = [makePlan(tree.answers, pack), makePlan({ ...tree.answers, asked }, pack)];
  const next = render(plan);
  const merged = await merge(tree.base, tree.yours, next, policyOf([before, plan]));
  return { seed: tree.seed, stage, tree, next, changes: merged.changes, after: applyMerge(tree.yours, merged) };
}

/** Files that both sides changed: where a merge has something to decide. */
export function meetings({ tree, next }: Addition): readonly string[] {
  const { base, yours } = tree;
  return [...next.keys()].filter((path) => {
    const [was, is, will] = [base.get(path), yours.get(path), next.get(path)];
    return is !== undefined && !sameEntry(was, will) && !sameEntry(was, is) && !sameEntry(is, will);
  });
}

export function conflictsOf({ changes }: Addition): readonly Change[] {
  return changes.filter(({ outcome }) => outcome === 'conflict');
}

/** Merged files that their own parser refuses; what is between markers is for a person to settle. */
export function unsoundFiles(addition: Addition): readonly string[] {
  const conflicts = new Set(conflictsOf(addition).map(({ path }) => path));
  return [...addition.after].flatMap(([path, entry]) => {
    if (sameEntry(addition.tree.yours.get(path), entry) || conflicts.has(path)) return [];
    const { seed, stage, tree, next } = addition;
    const known = new Set([tree.yours.get(path), next.get(path)].flatMap((side) => problemsIn(path, textOf(side))));
    const problems = problemsIn(path, textOf(entry)).filter((problem) => !known.has(problem));
    return problems.map((problem) => `${stage} on tree ${seed}: ${path}: ${problem}`);
  });
}

/** Lines that a person wrote and that are nowhere in the file any more. */
export function lostLines({ seed, stage, tree, after, changes }: Addition): readonly string[] {
  return [...tree.yours].flatMap(([path, entry]) => {
    const place = changes.find(({ from }) => from === path)?.path ?? path;
    if (sameEntry(entry, after.get(place))) return [];
    const known = [tree.base.get(path), after.get(place)].map(textOf);
    const isKnown = /\.(?:py|md)$/.test(path) ? isLaidOutAnew(known) : isAmong(known);
    // A package that moves to another list goes from the one that a formatter has laid out anew.
    const isOurs = path.endsWith('.toml') ? isLaidOutAnew(known.slice(0, 1)) : (): boolean => false;
    return textOf(entry)
      .split(/\r?\n/)
      .filter((line) => !isKnown(line) && !isOurs(line))
      .map((line) => `${stage} on tree ${seed}: ${path}: ${line}`);
  });
}

/** A list in one line may have got items of ours behind its own. */
function isAmong(texts: readonly string[]): (line: string) => boolean {
  const all = texts.flatMap((text) => text.split(/\r?\n/));
  const lines = new Set(all);
  return (line) => lines.has(line) || (/\[.*\]$/.test(line) && all.some((other) => hasMore(line, other)));
}

function hasMore(list: string, other: string): boolean {
  const open = list.slice(0, -1);
  return other.startsWith(`${open}, `) || (list.endsWith('[]') && other.startsWith(open));
}

/** A line of ours that a formatter wrapped is no line of theirs. */
function isLaidOutAnew(texts: readonly string[]): (line: string) => boolean {
  const squeeze = (text: string): string => text.replaceAll(/\s+/g, '');
  const squeezed = texts.map(squeeze);
  return (line) => squeezed.some((text) => text.includes(squeeze(line).replace(/,$/, '')));
}

export function textOf(entry: Entry | undefined): string {
  return entry?.kind === 'file' ? entry.bytes.toString('utf8') : '';
}
