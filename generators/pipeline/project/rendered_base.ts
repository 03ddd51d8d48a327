import { type Answers, completeAnswers } from '../answers/answers.js';
import type { Value } from '../answers/value.js';
import { Refusal } from '../errors.js';
import { type LoadedPack, shippedWith } from '../pack/library/shipped.js';
import { templatesOf } from '../pack/library/templates.js';
import { makePlan } from '../plan/plan.js';
import { type Rendering, render } from '../plan/render.js';
import type { Templates } from '../template/run.js';
import { type FileEntry, type FileTree, sameEntry } from '../tree.js';
import { listRendered, pathOfChoice, type RenderedChoice, readChoice } from './rendered.js';

/** A pack, and its templates. */
export interface Source {
  readonly loaded: LoadedPack;
  readonly templates: Templates;
}

/** The base of a merge, and the render of the recorded choice, which most often is the same. */
export interface RenderedBase {
  readonly tree: FileTree;
  readonly recorded: Rendering;
}

/**
 * What was rendered last in a project: the base of its next merge. Most often that is what its record says. Where branches
 * were merged since, it is the merge of what each of them was rendered from, as git made it: what only all of them together
 * bring was never there, and comes with the next command.
 *
 * @param answers what the project records.
 * @param carried the pack of the project.
 */
export async function renderedBase(root: string, answers: Answers, carried: Source): Promise<RenderedBase> {
  const recorded = render(makePlan(answers, carried.loaded.pack), carried.templates);
  const choice = { pack: carried.loaded.digest, answers: answers.values, asked: answers.asked };
  if (isRenderedFrom(root, choice)) return { tree: recorded.tree, recorded };
  const choices = listRendered(root).map((path) => readChoice(root, path));
  return { tree: await mergedBase(choices, choice, carried, recorded), recorded };
}

/** Whether a project was rendered from this choice alone: no branches were merged since. */
export function isRenderedFrom(root: string, choice: RenderedChoice): boolean {
  const [path, ...others] = listRendered(root);
  return others.length === 0 && (path === undefined || path === pathOfChoice(choice));
}

/**
 * What git made of branches that were rendered from different choices.
 *
 * @param choices at least one.
 * @param recorded the choice of the project after the merge.
 * @param settled the render of that choice.
 */
export async function mergedBase(
  choices: readonly RenderedChoice[],
  recorded: RenderedChoice,
  carried: Source,
  settled: Rendering,
): Promise<FileTree> {
  const trees: (FileTree | undefined)[] = [];
  for (const choice of [ancestorOf(choices, recorded), ...choices]) trees.push(await renderChoice(choice, carried, settled));
  const [ancestor, base, ...others] = trees.filter((tree) => tree !== undefined);
  // Not all can be rendered any more: what is there counts as what was rendered.
  if (ancestor === undefined || base === undefined || others.length < choices.length - 1) return settled.tree;
  let merged = base;
  for (const other of others) merged = await mergeTrees(ancestor, merged, other, settled.tree);
  return merged;
}

/** With the pack that it was rendered with; nothing where that is not known here, or takes other answers. */
async function renderChoice(choice: RenderedChoice, carried: Source, earlier: Rendering): Promise<FileTree | undefined> {
  const source = choice.pack === carried.loaded.digest ? carried : await shippedSource(choice.pack);
  if (source === undefined) return undefined;
  const { pack } = source.loaded;
  try {
    const answers = completeAnswers(pack, choice.asked, { flags: {}, recorded: choice.answers, folder: '' });
    return render(makePlan(answers, pack), source.templates, earlier).tree;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function shippedSource(digest: string): Promise<Source | undefined> {
  const loaded = shippedWith(digest);
  return loaded === undefined ? undefined : { loaded, templates: await templatesOf(loaded) };
}

/**
 * What several choices were before they went apart: where they differ, what their merge did not take.
 *
 * @param merged what git made of them.
 */
export function ancestorOf(choices: readonly RenderedChoice[], merged: RenderedChoice): RenderedChoice {
  const slugs = [...new Set(choices.flatMap(({ asked }) => asked))];
  const names = [...new Set(choices.flatMap(({ answers }) => Object.keys(answers)))];
  const answers = names.flatMap((name) => {
    const value = before(
      choices.map((choice) => choice.answers[name]),
      merged.answers[name],
    );
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    pack:
      before(
        choices.map(({ pack }) => pack),
        merged.pack,
      ) ?? merged.pack,
    answers: Object.fromEntries(answers),
    asked: slugs.filter((slug) =>
      before(
        choices.map(({ asked }) => asked.includes(slug)),
        merged.asked.includes(slug),
      ),
    ),
  };
}

function before<T extends Value | boolean | undefined>(values: readonly T[], merged: T): T | undefined {
  const [first, ...others] = values;
  if (others.every((other) => isSame(other, first))) return first;
  return values.find((value) => !isSame(value, merged));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Merges trees as git does. Where git found a conflict, people have settled it: what is there then stays. */
async function mergeTrees(ancestor: FileTree, one: FileTree, other: FileTree, settled: FileTree): Promise<FileTree> {
  const merged = new Map<string, FileEntry>();
  for (const path of new Set([...one.keys(), ...other.keys()])) {
    const entry = await mergeEntries(ancestor.get(path), one.get(path), other.get(path), settled.get(path));
    if (entry !== undefined) merged.set(path, entry);
  }
  return merged;
}

type Side = FileEntry | undefined;

async function mergeEntries(ancestor: Side, one: Side, other: Side, settled: Side): Promise<Side> {
  if (sameEntry(one, other) || sameEntry(ancestor, other)) return one;
  if (sameEntry(ancestor, one)) return other;
  if (one === undefined || other === undefined) return settled;
  const { mergeText } = await import('../merge/lines/text.js');
  const { bytes, conflicts } = await mergeText(ancestor?.bytes ?? Buffer.alloc(0), one.bytes, other.bytes);
  return conflicts === 0 ? { ...one, bytes } : settled;
}
