import { isOffered } from '../pack/needs.js';
import { type Pack, type Task, taskName } from '../pack/pack.js';

/** The stages of a whole course. A pack that does not have one of them yet may get it with a later revision. */
const STAGES: ReadonlySet<string> = new Set(
  'project data train config quality tests dvc tracking docker ci api deploy monitor scale docs report'.split(' '),
);

/** A shorter word says too little to look for others that begin alike. */
const SHORTEST_BEGINNING = 5;

/**
 * Why a word means nothing yet: a stage or a subject of the course for which the pack has tasks on its checklist, and no stage.
 *
 * @param name in lower case, and neither preset, stage nor task that can be on.
 * @returns the fact; nothing where the word is not known at all, and may be a typing error.
 */
export function whyNotYet(name: string, pack: Pack): string | undefined {
  const waiting = pack.tasks.filter((task) => !isOffered(task));
  if (waiting.length === 0) return undefined;
  const isThere = pack.tasks.some((task) => isOffered(task) && isAbout(task, name));
  const about = isThere ? [] : waiting.filter((task) => isAbout(task, name));
  if (about.length > 0) return `"${name}" is not in this version of the pack yet: no stage does ${list(about)}`;
  return STAGES.has(name) ? `The stage "${name}" is not in this version of the pack yet` : undefined;
}

/** Whether a word is the slug or a word of it, or begins like one: `deploy`, `monitor`, `alert`. */
function isAbout({ slug }: Task, name: string): boolean {
  const text = slug.toLowerCase();
  return text === name || text.split('-').some((word) => word === name || beginAlike(word, name));
}

function beginAlike(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= SHORTEST_BEGINNING && (one.startsWith(other) || other.startsWith(one));
}

/** What to do instead of naming what is still to come. */
export function whatCanBeAdded(pack: Pack): string {
  return `Leave it out. What can be added: ${pack.stages.map(({ id }) => id).join(', ')}`;
}

function list(tasks: readonly Task[]): string {
  return new Intl.ListFormat('en-GB').format(tasks.map(taskName));
}
