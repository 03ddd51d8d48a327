import { Lacking, Refusal, repeated } from '../errors.js';
import { nearest } from '../nearest.js';
import { closeOverNeeds, inOrder, isListed, isOffered, offered } from '../pack/needs.js';
import { type Pack, type Stage, type Task, taskName } from '../pack/pack.js';

/** The preset that every pack has: all tasks that its stages offer. */
const EVERYTHING = 'everything';
/** The other one: only the tasks without which there is no project. */
const MINIMAL = 'minimal';

/** The tasks that some stage of the pack claims, in the checklist's order: those that can be on. */
export function offeredTasks(pack: Pack): readonly Task[] {
  return pack.tasks.filter(isOffered);
}

/** The names under which several tasks can be asked for at once, in the order in which help shows them. */
export function presetNames(pack: Pack): readonly string[] {
  return [...new Set([MINIMAL, ...Object.keys(pack.presets), EVERYTHING])];
}

/**
 * Reads selectors: presets, groups, stages, slugs, numbers and ranges, separated by commas or blanks.
 *
 * @param text one text, or several that are read as one (`--tasks week1 --tasks api`).
 * @returns the slugs that were named, in the pack's order, without those that they need.
 */
export function parseSelection(text: string | readonly string[], pack: Pack): readonly string[] {
  const selectors = splitSelectors(text);
  if (selectors.length === 0) throw new Refusal('No task is named', `Name some, or ${presetNames(pack).join(', ')}`);
  return inOrder(new Set(selectors.flatMap((selector) => resolveSelector(selector, pack))), pack);
}

/**
 * Reads what is to be added to a project: selectors as in {@link parseSelection}, but a stage brings only what it
 * {@link offered offers} there.
 *
 * @param on the slugs that are on now.
 */
export function parseAddition(text: string | readonly string[], on: Iterable<string>, pack: Pack): readonly string[] {
  const already = [...on];
  const stages = stagesNamed(text, pack);
  const isStage = (selector: string): boolean => stages.some(({ id }) => isSameWord(id, selector));
  const named = splitSelectors(text).filter((selector) => !isStage(selector));
  const added = new Set(named.length > 0 || stages.length === 0 ? parseSelection(named, pack) : []);
  // In the pack's order, and until nothing more comes: the order in which they are named makes no difference.
  for (let before = -1; before !== added.size; ) {
    before = added.size;
    for (const { id } of stages) for (const slug of offered(id, closeOverNeeds([...already, ...added], pack).on, pack)) added.add(slug);
  }
  return inOrder(added, pack);
}

/** The stages among selectors, in the pack's order. */
export function stagesNamed(text: string | readonly string[], { stages }: Pack): readonly Stage[] {
  const selectors = splitSelectors(text);
  return stages.filter(({ id }) => selectors.some((selector) => isSameWord(id, selector)));
}

function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The single selectors of a text, as they were written. */
function splitSelectors(text: string | readonly string[]): readonly string[] {
  const texts = typeof text === 'string' ? [text] : text;
  return texts.flatMap((item) => item.split(/[\s,]+/)).filter((selector) => selector !== '');
}

function resolveSelector(selector: string, pack: Pack): readonly string[] {
  const name = selector.toLowerCase();
  return resolvePreset(name, pack) ?? resolveWithoutPresets(name, pack) ?? refuseUnknown(selector, pack);
}

function resolvePreset(name: string, pack: Pack): readonly string[] | undefined {
  const always = slugs(offeredTasks(pack).filter((task) => task.always));
  if (name === EVERYTHING) return slugs(offeredTasks(pack));
  if (Object.hasOwn(pack.presets, name)) {
    const selectors = pack.presets[name] ?? [];
    return [...always, ...selectors.flatMap((selector) => presetSelector(selector, pack))];
  }
  return name === MINIMAL ? always : undefined;
}

/** A selector inside a preset: no preset again, and what no stage of the pack does is passed over. */
function presetSelector(selector: string, pack: Pack): readonly string[] {
  // A preset of the pack below may name a task that stands on no checklist any more.
  if (pack.tasks.some((task) => task.slug === selector && !isListed(task))) return [];
  const task = findTask(selector, pack);
  if (task !== undefined) return task.stage === undefined ? [] : [task.slug];
  return resolveWithoutPresets(selector, pack) ?? refuseUnknown(selector, pack);
}

function resolveWithoutPresets(name: string, pack: Pack): readonly string[] | undefined {
  if (pack.stages.some((stage) => stage.id.toLowerCase() === name)) {
    return slugs(offeredTasks(pack).filter((task) => task.stage?.toLowerCase() === name));
  }
  const group = Object.keys(pack.groups).find((key) => key.toLowerCase() === name);
  if (group !== undefined) return slugs(offeredTasks(pack).filter((task) => task.group === group));
  const task = findTask(name, pack);
  if (task !== undefined) return [offeredSlug(task, pack)];
  return resolveRange(name, pack);
}

function findTask(name: string, pack: Pack): Task | undefined {
  const tasks = pack.tasks.filter(isListed);
  const bySlug = tasks.find((task) => task.slug.toLowerCase() === name);
  if (bySlug !== undefined || !/^#?\d{1,9}$/.test(name)) return bySlug;
  const id = Number(name.replace('#', ''));
  return tasks.find((task) => task.id === id);
}

function offeredSlug(task: Task, pack: Pack): string {
  if (isOffered(task)) return task.slug;
  throw lackingTask(task, pack);
}

/** The refusal of a task that is on the checklist of a pack, and that none of its stages does. */
export function lackingTask(task: Task, pack: Pack): Lacking {
  return new Lacking(task.slug, `${taskName(task)} is on the checklist, but no stage of this pack does it`, whatCanBeAdded(pack));
}

/** What to do instead of naming what there is not. */
function whatCanBeAdded({ stages }: Pack): string {
  return `Leave it out. What can be added: ${stages.map(({ id }) => id).join(', ')}`;
}

function resolveRange(name: string, pack: Pack): readonly string[] | undefined {
  const range = /^(\d{1,9})-(\d{1,9})$/.exec(name);
  if (range === null) return undefined;
  const [first, last] = [Number(range[1]), Number(range[2])];
  if (first > last) throw new Refusal(`The range ${name} runs backwards`, `Write ${last}-${first}`);
  const inRange = pack.tasks.filter(isListed).filter(({ id }) => id !== undefined && id >= first && id <= last);
  if (inRange.length === 0) throw new Refusal(`No task has a number from ${first} to ${last}`, numbersRemedy(pack));
  const offered = inRange.filter(isOffered);
  if (offered.length > 0) return slugs(offered);
  throw new Refusal(`No stage of this pack does a task of ${name}`, whatCanBeAdded(pack));
}

function refuseUnknown(selector: string, pack: Pack): never {
  const fact = `There is no preset, stage or task "${repeated(selector)}"`;
  if (/^\d+$/.test(selector)) throw new Refusal(fact, numbersRemedy(pack));
  const stages = pack.stages.map((stage) => stage.id);
  const near = nearest(selector, [...presetNames(pack), ...stages, ...slugs(pack.tasks.filter(isListed)), ...Object.keys(pack.groups)]);
  const known = `Name a preset (${presetNames(pack).join(', ')}), a stage (${stages.join(', ')}), or a task by its slug or number`;
  throw new Lacking(selector.toLowerCase(), fact, near === undefined ? known : `Did you mean ${near}? ${known}`);
}

function numbersRemedy(pack: Pack): string {
  const ids = pack.tasks.filter(isListed).flatMap(({ id }) => (id === undefined ? [] : [id]));
  return ids.length === 0
    ? 'The tasks of this pack have no numbers: use their slugs'
    : `The numbers go from ${Math.min(...ids)} to ${Math.max(...ids)}`;
}

function slugs(tasks: readonly Task[]): readonly string[] {
  return tasks.map((task) => task.slug);
}
