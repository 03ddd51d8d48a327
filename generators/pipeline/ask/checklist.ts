import { closeOverNeeds, isListed, isOffered, whatNeeds } from '../pack/needs.js';
import type { Pack, Task } from '../pack/pack.js';

/** What a checklist lets a person choose from; it does not change while they do. */
export interface Checklist {
  readonly pack: Pack;
  /** The tasks on the list, in the pack's order. */
  readonly tasks: readonly Task[];
  /** Slugs that stay on whatever is pressed. */
  readonly locked: ReadonlySet<string>;
}

/** Where a person stands in a checklist. */
export interface ChecklistState {
  readonly filter: string;
  /** The slug under the cursor; it may be out of view while a filter hides it. */
  readonly active: string;
  readonly asked: ReadonlySet<string>;
  /** What the last key did besides the obvious, as one line. */
  readonly note: string;
}

/** A key as readline tells it. */
export interface Key {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  /** The characters themselves. */
  readonly sequence?: string | undefined;
}

/** How far the page keys go. */
const PAGE = 10;

const STEPS: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  pageup: -PAGE,
  pagedown: PAGE,
  home: -Infinity,
  end: Infinity,
};

/**
 * Lays out a checklist.
 *
 * @param slugs which tasks are on it: without it, all that the pack offers.
 * @param locked slugs that cannot be turned off, besides those that are always on.
 */
export function makeChecklist(pack: Pack, slugs?: Iterable<string>, locked: Iterable<string> = []): Checklist {
  const listed = slugs === undefined ? undefined : new Set(slugs);
  const tasks = pack.tasks.filter((task) => isOffered(task) && (listed?.has(task.slug) ?? true));
  return { pack, tasks: byGroup(tasks, pack), locked: new Set(closeOverNeeds(locked, pack).on) };
}

function byGroup(tasks: readonly Task[], pack: Pack): readonly Task[] {
  const groups = Object.keys(pack.groups);
  return [...tasks].sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
}

/** The state in which a checklist is first shown. */
export function startState(list: Checklist, asked: Iterable<string>): ChecklistState {
  const first = list.tasks.find(({ slug }) => !list.locked.has(slug)) ?? list.tasks[0];
  return { filter: '', active: first?.slug ?? '', asked: new Set(asked), note: '' };
}

/** What is on: what was asked for, what is locked, and what these need. */
export function tasksOn(list: Checklist, { asked }: ChecklistState): ReadonlySet<string> {
  return new Set(closeOverNeeds([...asked, ...list.locked], list.pack).on);
}

/** The tasks that the filter lets through: every one of its words is found in each. */
export function inView(list: Checklist, { filter }: ChecklistState): readonly Task[] {
  const words = filter
    .toLowerCase()
    .split(/[,;+\s]+/)
    .filter((word) => word !== '');
  return list.tasks.filter((task) => words.every((word) => matches(task, word, list.pack)));
}

function matches(task: Task, word: string, pack: Pack): boolean {
  if (/^\d+$/.test(word)) return String(task.id ?? '').startsWith(word);
  if (/^m\d+$/.test(word)) return task.modules.some((module) => module.toLowerCase() === word);
  const text = [task.slug, task.wording, task.stage, pack.groups[task.group]].join(' ').toLowerCase();
  return text.includes(word);
}

/**
 * The task under the cursor: the active one, or the first in view where the filter hides that.
 *
 * @returns nothing when nothing is in view.
 */
export function activeTask(list: Checklist, state: ChecklistState): Task | undefined {
  const view = inView(list, state);
  return view.find(({ slug }) => slug === state.active) ?? view[0];
}

/** What a key makes of a state. A space belongs to a filter that has begun. Enter is not among the keys: it ends the question. */
export function press(list: Checklist, state: ChecklistState, key: Key): ChecklistState {
  const { name = '', ctrl = false, meta = false, sequence = '' } = key;
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (step !== undefined) return move(list, state, step);
  if (name === 'tab' || (name === 'space' && state.filter === '')) return toggle(list, state);
  if (ctrl) return name === 'a' ? toggleAll(list, state) : state;
  if (name === 'escape') return refilter(list, state, '');
  if (name === 'backspace') return refilter(list, state, [...state.filter].slice(0, -1).join(''));
  return !meta && /^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(sequence) ? refilter(list, state, state.filter + sequence) : state;
}

function move(list: Checklist, state: ChecklistState, step: number): ChecklistState {
  const view = inView(list, state);
  const at = view.findIndex(({ slug }) => slug === activeTask(list, state)?.slug);
  const next = view[Math.min(Math.max(at + step, 0), view.length - 1)];
  return { ...state, active: next?.slug ?? state.active, note: '' };
}

function refilter(list: Checklist, state: ChecklistState, filter: string): ChecklistState {
  const next = { ...state, filter, note: '' };
  return { ...next, active: activeTask(list, next)?.slug ?? state.active };
}

function toggle(list: Checklist, state: ChecklistState): ChecklistState {
  const task = activeTask(list, state);
  if (task === undefined) return state;
  if (list.locked.has(task.slug))
    return { ...state, note: task.always ? `${nameInShort(task)} is always on` : `${nameInShort(task)} is in the project already` };
  return tasksOn(list, state).has(task.slug) ? turnOff(list, state, [task]) : turnOn(list, state, [task]);
}

function toggleAll(list: Checklist, state: ChecklistState): ChecklistState {
  const free = inView(list, state).filter(({ slug }) => !list.locked.has(slug));
  const on = tasksOn(list, state);
  return free.every(({ slug }) => on.has(slug)) ? turnOff(list, state, free) : turnOn(list, state, free);
}

function turnOn(list: Checklist, state: ChecklistState, tasks: readonly Task[]): ChecklistState {
  const before = tasksOn(list, state);
  const slugs = tasks.map(({ slug }) => slug);
  const next = { ...state, asked: new Set([...state.asked, ...slugs]) };
  const also = [...tasksOn(list, next)].filter((slug) => !before.has(slug) && !slugs.includes(slug));
  return { ...next, note: also.length === 0 ? '' : `also on, needed by ${namesInShort(list, slugs)}: ${namesInShort(list, also)}` };
}

/** Turns tasks off, and with them what cannot stay without; what nobody asked for goes by itself. */
function turnOff(list: Checklist, state: ChecklistState, tasks: readonly Task[]): ChecklistState {
  const before = tasksOn(list, state);
  const slugs = tasks.map(({ slug }) => slug);
  const gone = new Set([...slugs, ...whatNeeds(slugs, before, list.pack)]);
  const next = { ...state, asked: new Set([...state.asked].filter((slug) => !gone.has(slug))) };
  const after = tasksOn(list, next);
  const also = [...before].filter((slug) => !after.has(slug) && !slugs.includes(slug));
  return { ...next, note: also.length === 0 ? '' : `also off, without ${namesInShort(list, slugs)}: ${namesInShort(list, also)}` };
}

function namesInShort({ pack }: Checklist, slugs: readonly string[]): string {
  return pack.tasks
    .filter((task) => isListed(task) && slugs.includes(task.slug))
    .map(nameInShort)
    .join(', ');
}

/** How a task is called in a few letters: its number, or its slug where it has none. */
export function nameInShort({ id, slug }: Task): string {
  return id === undefined ? slug : String(id);
}
