import { isListed } from '../pack/needs.js';
import type { Pack, Task } from '../pack/pack.js';

/** What boxes of a checklist say, without what does not matter, and the tasks that they are of. */
export type BoxLabels = ReadonlyMap<string, string>;

/** A box of a checklist. */
export interface Box {
  /** Its task; nothing where it is of none that is known. */
  readonly slug: string | undefined;
  readonly at: number;
  readonly isTicked: boolean;
}

/** A box with what it says, which may go on in lines that are indented. */
const BOX = /^([ \t]*[-*+][ \t]+\[)([ xX])(\][ \t]+)([^\n]*(?:\n[ \t]+(?![-*+][ \t])[^\s][^\n]*)*)/gm;

/**
 * What the boxes of a checklist say: the wording of each task, and how the form of the pack has it.
 *
 * @param blank the form, which may be a template that prints the tasks: then it has another number of boxes, and tells nothing.
 */
export function boxLabels({ tasks, modules }: Pack, blank = ''): BoxLabels {
  const listed = tasks.filter(isListed);
  const printed = [...blank.matchAll(BOX)].map(([, , , , label = '']) => label);
  const pairs: readonly (readonly [string, Task])[] = [
    ...listed.map((task) => [task.wording, task] as const),
    ...(printed.length === listed.length ? listed.map((task, index) => [printed[index] ?? '', task] as const) : []),
  ];
  return new Map(pairs.map(([label, { slug }]) => [bare(label, Object.keys(modules)), slug]));
}

/** The boxes of a report, in their order. */
export function readBoxes(text: string, labels: BoxLabels): readonly Box[] {
  return [...text.matchAll(BOX)].map(({ 2: sign, 4: label = '', index }) => ({
    slug: slugOf(label, labels),
    at: index,
    isTicked: sign !== ' ',
  }));
}

/**
 * The report with the boxes of some tasks ticked, and nothing else changed.
 *
 * @param text as it is in the file, with the line ends that it has.
 * @param labels what the boxes say, from {@link boxLabels}.
 */
export function tick(text: string, slugs: Iterable<string>, labels: BoxLabels): string {
  const wanted = new Set(slugs);
  return text.replaceAll(BOX, (box: string, before: string, sign: string, after: string, label: string) => {
    const slug = sign === ' ' ? slugOf(label, labels) : undefined;
    return slug !== undefined && wanted.has(slug) ? `${before}x${after}${label}` : box;
  });
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
