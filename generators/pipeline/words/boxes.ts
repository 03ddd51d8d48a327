import { isListed } from '../pack/needs.js';
import type { Pack } from '../pack/pack.js';
import { type Box, titlesIn } from './tick.js';

/**
 * The boxes of the checklist: each task under its wording, and under what the form of the pack calls it. That is the page with as many
 * boxes as there are tasks, in their order.
 */
export function boxesOf({ groups, tasks, stages }: Pack): readonly Box[] {
  const listed = Object.keys(groups).flatMap((group) => tasks.filter((task) => task.group === group && isListed(task)));
  const pages = stages.flatMap(({ files }) => files).filter(({ path, binary }) => path.endsWith('.md') && binary !== true);
  const titles = pages.map(({ content }) => titlesIn(content)).find(({ length }) => length > 0 && length === listed.length) ?? [];
  return listed.map(({ slug, wording }, index) => {
    const title = titles[index];
    return { slug, names: title === undefined ? [wording] : [wording, title] };
  });
}
