import { type Answers, completeAnswers } from '../answers/answers.js';
import type { Value } from '../answers/value.js';
import { Refusal } from '../errors.js';
import { mergeText } from '../merge/lines/text.js';
import { type LoadedPack, shippedWith } from '../pack/library/shipped.js';
import { makePlan } from '../plan/plan.js';
import { render } from '../plan/render.js';
import { type FileEntry, type FileTree, sameEntry } from '../tree.js';
import { type Choice, listRendered, pathOfChoice, readChoice } from './rendered.js';

/**
 * What was rendered last in a project: the base of its next merge. Most often that is what its record says. Where branches
 * were merged since, it is the merge of what each of them was rendered from, as git made it: what only all of them together
 * bring was never there, and comes with the next command.
 *
 * @param recorded what the project records.
 * @param carried the pack of the project.
 */
export async function renderedBase(root: string, recorded: Answers, carried: LoadedPack): Promise<FileTree> {
  const choice = { pack: carried.digest, answers: recorded.values, asked: recorded.asked };
  const paths = listRendered(root);
  const isPlain = paths.length === 0 || (paths.length === 1 && paths[0] === pathOfChoice(choice));
  if (isPlain) return render(makePlan(recorded, carried.pack));
  return mergedBase(
    paths.map((path) => readChoice(root, path)),
    choice,
    carried,
  );
}

/**
 * What git made of branches that were rendered from different choices.
 *
 * @param choices at least one.
 * @param recorded the choice of the project after the merge.
 */
export async function mergedBase(choices: readonly Choice[], recorded: Choice, carried: LoadedPack): Promise<FileTree> {
  const settled = render(makePlan({ values: recorded.answers, asked: recorded.asked }, carried.pack));
  const trees = [ancestorOf(choices, recorded), ...choices].map((choice) => renderChoice(choice, carried));
  const [ancestor, base, ...others] = trees.filter((tree) => tree !== undefined);
  // Not all can be rendered any more: what is there counts as what was rendered.
  if (ancestor === undefined || base === undefined || others.length < choices.length - 1) return settled;
  let merged = base;
  for (const other of others) merged = await mergeTrees(ancestor, merged, other, settled);
  return merged;
}

/** With the pack that it was rendered with; nothing where that is not known here, or takes other answers. */
function renderChoice(choice: Choice, carried: LoadedPack): FileTree | undefined {
  const loaded = choice.pack === carried.digest ? carried : shippedWith(choice.pack);
  if (loaded === undefined) return undefined;
  try {
    const answers = completeAnswers(loaded.pack, choice.asked, { flags: {}, recorded: choice.answers, folder: '' });
    return render(makePlan(answers, loaded.pack));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * What several choices were before they went apart: where they differ, what their merge did not take.
 *
 * @param merged what git made of them.
 */
export function ancestorOf(choices: readonly Choice[], merged: Choice): Choice {
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
  const { bytes, conflicts } = await mergeText(ancestor?.bytes ?? Buffer.alloc(0), one.bytes, other.bytes);
  return conflicts === 0 ? { ...one, bytes } : settled;
}
