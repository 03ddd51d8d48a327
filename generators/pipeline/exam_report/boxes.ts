import { isListed } from '../pack/needs.js';
import type { Pack, Task } from '../pack/pack.js';

/** What boxes of a checklist say, without what does not matter, and the tasks that they are of. */
export type BoxLabels = ReadonlyMap<string, string>;

/** A box of a checklist. */
export interface Box {
  /** Its task; nothing where it is of none that is known. */
  readonly slug: string | undefined;
  readonly at: number;
  /** Where its tick is, or would be. */
  readonly signAt: number;
  readonly isTicked: boolean;
}

/** A box with what it says, which may go on in lines that are indented. */
const BOX = /^([ \t]*[-*+][ \t]+\[)([ xX])(\][ \t]+)([^\n]*(?:\n[ \t]+(?![-*+][ \t])[^\s][^\n]*)*)/gm;

/**
 * What the boxes of a checklist say: the wording of each task, its title, and how the form of the pack has it.
 *
 * @param blank the form, which may be a template that prints the tasks: then it has another number of boxes, and tells nothing.
 */
export function boxLabels({ tasks, modules }: Pack, blank = ''): BoxLabels {
  const listed = tasks.filter(isListed);
  const printed = [...blank.matchAll(BOX)].map(([, , , , label = '']) => label);
  const pairs: readonly (readonly [string, Task])[] = [
    ...listed.flatMap((task) => [task.wording, task.title ?? task.wording].map((label) => [label, task] as const)),
    ...(printed.length === listed.length ? listed.map((task, index) => [printed[index] ?? '', task] as const) : []),
  ];
  return new Map(pairs.map(([label, { slug }]) => [bare(label, Object.keys(modules)), slug]));
}

/**
 * The boxes of a report, in their order. Where there are as many as tasks, and those that are known stand where they stand in the pack, one
 * in other words is known by its place.
 */
export function readBoxes(text: string, labels: BoxLabels): readonly Box[] {
  const boxes = [...text.matchAll(BOX)].map(({ 1: before = '', 2: sign, 4: label = '', index }) => ({
    slug: slugOf(label, labels),
    at: index,
    signAt: index + before.length,
    isTicked: sign !== ' ',
  }));
  const order = [...new Set(labels.values())];
  const known = boxes.filter(({ slug }) => slug !== undefined).length;
  const isInOrder = boxes.length === order.length && boxes.every(({ slug }, index) => slug === undefined || slug === order[index]);
  return isInOrder && known > order.length / 2 ? boxes.map((box, index) => ({ ...box, slug: box.slug ?? order[index] })) : boxes;
}

/**
 * The report with the boxes of some tasks ticked, and nothing else changed.
 *
 * @param text as it is in the file, with the line ends that it has.
 * @param labels what the boxes say, from {@link boxLabels}.
 */
export function tick(text: string, slugs: Iterable<string>, labels: BoxLabels): string {
  const wanted = new Set(slugs);
  const open = readBoxes(text, labels).filter(({ slug, isTicked }) => !isTicked && slug !== undefined && wanted.has(slug));
  const parts = open.map(({ signAt }, index) => text.slice(index === 0 ? 0 : (open[index - 1]?.signAt ?? 0) + 1, signAt));
  return [...parts, text.slice((open.at(-1)?.signAt ?? -1) + 1)].join('x');
}

function slugOf(label: string, labels: BoxLabels): string | undefined {
  return labels.get(bare(label)) ?? labels.get(bare(label.replace(/\([^()]*\)[\s.]*$/, '')));
}

/** A label without its emphasis, its final sign, and the modules behind it. */
function bare(label: string, modules: readonly string[] = []): string {
  const behind = /\(([^()]*)\)\s*$/.exec(label);
  const isModules = behind?.[1]?.split(/[\s,+]+/).every((part) => modules.includes(part)) === true;
  const own = isModules ? label.slice(0, behind?.index) : label;
  return own
    .toLowerCase()
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[ .:;!?]+$/, '');
}
