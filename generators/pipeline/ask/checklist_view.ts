import type { Task } from '../pack/pack.js';
import { fit, type Look, width, wrap } from '../terminal/columns.js';
import { paint } from '../terminal/terminal.js';
import { activeTask, type Checklist, type ChecklistState, inView, nameInShort, tasksOn } from './checklist.js';

/** A line of the list: a heading, or a task with what there is to know about it. */
export type Row =
  | { readonly kind: 'heading'; readonly title: string }
  | { readonly kind: 'task'; readonly task: Task; readonly on: boolean; readonly locked: boolean };

/** The lines in view: each group's title before its tasks. */
export function rowsOf(list: Checklist, state: ChecklistState): readonly Row[] {
  const on = tasksOn(list, state);
  const rows: Row[] = [];
  let group: string | undefined;
  for (const task of inView(list, state)) {
    if (task.group !== group) rows.push({ kind: 'heading', title: list.pack.groups[task.group] ?? task.group });
    group = task.group;
    rows.push({ kind: 'task', task, on: on.has(task.slug), locked: list.locked.has(task.slug) });
  }
  return rows;
}

/** Where the cursor is among the rows. */
export function activeRow(list: Checklist, state: ChecklistState, rows: readonly Row[]): number {
  const slug = activeTask(list, state)?.slug;
  return Math.max(
    rows.findIndex((row) => row.kind === 'task' && row.task.slug === slug),
    0,
  );
}

/** One line of the list as text: `> [x] 33 Create a FastAPI application (M22) · api`. */
export function rowText(row: Row, isActive: boolean, { columns, color }: Look): string {
  if (row.kind === 'heading') return paint({ color }, 'bold', fit(`  ${row.title}`, columns - 1));
  const { task, on, locked } = row;
  const number = task.id === undefined ? '' : `${String(task.id).padStart(2)} `;
  const text = `${isActive ? '>' : ' '} [${on ? 'x' : ' '}] ${number}${withoutEnd(task.wording)}`;
  const modules = task.modules.length === 0 ? '' : ` (${task.modules.join(', ')})`;
  const tail = `${modules} · ${task.stage ?? ''}${locked ? ', stays on' : ''}`;
  const line = fitWithTail(text, tail, columns - 1);
  return paint({ color }, isActive ? 'cyan' : locked ? 'dim' : undefined, line);
}

/** What stands above the list: the question, how many are on, and the filter. */
export function headText(message: string, list: Checklist, state: ChecklistState, { columns, color }: Look): string {
  const on = tasksOn(list, state);
  const count = `${list.tasks.filter(({ slug }) => on.has(slug)).length} of ${list.tasks.length} on`;
  const filter = state.filter === '' ? '' : `  filter: ${state.filter}`;
  const room = Math.max(columns - width(message) - 4, 10);
  return `${paint({ color }, 'bold', message)} ${paint({ color }, 'cyan', fit(count + filter, room))}`;
}

/** What stands below the list: the task under the cursor as a whole, what the last key did, and the keys there are. */
export function footText(list: Checklist, state: ChecklistState, { columns, color }: Look): string {
  const task = activeTask(list, state);
  const note = task === undefined ? 'No task matches the filter' : state.note;
  const lines = [
    ...(task === undefined ? [] : wholeText(task, columns)),
    note === '' ? '' : paint({ color }, 'yellow', fit(`  ${note}`, columns - 1)),
    ...keyLines(state, columns).map((line) => paint({ color }, 'dim', line)),
  ];
  return lines.join('\n');
}

/** How many lines the foot takes at most: the list does not jump while the cursor moves. */
export function footRows(list: Checklist, state: ChecklistState, columns: number): number {
  const note = 1;
  return Math.max(1, ...list.tasks.map((task) => wholeText(task, columns).length)) + note + keyLines(state, columns).length;
}

/** A task in as many lines as it takes: in the list it has one, and may be cut. */
function wholeText({ id, wording, modules }: Task, columns: number): readonly string[] {
  const text = [id, withoutEnd(wording), modules.length === 0 ? undefined : `(${modules.join(', ')})`];
  return indented(text.filter((part) => part !== undefined).join(' '), columns);
}

function keyLines({ filter }: ChecklistState, columns: number): readonly string[] {
  const keys =
    filter === ''
      ? 'space or tab on/off · type to filter · ctrl-a all · enter done'
      : 'tab on/off · esc clears the filter · ctrl-a all shown · enter done';
  return indented(keys, columns);
}

function indented(text: string, columns: number): readonly string[] {
  return wrap(text, columns - 3).map((line) => fit(`  ${line}`, columns - 1));
}

/** The tasks that were chosen, in one line for the time after. */
export function doneText(list: Checklist, state: ChecklistState): string {
  const on = list.tasks.filter(({ slug }) => tasksOn(list, state).has(slug));
  if (on.length === list.tasks.length) return `all ${on.length}`;
  return on.length === 0 ? 'none' : `${on.length}: ${on.map(nameInShort).join(' ')}`;
}

/** A text cut so that its tail still stands; in a narrow terminal the tail goes. */
function fitWithTail(text: string, tail: string, columns: number): string {
  const room = columns - width(tail);
  return room < columns / 2 ? fit(text, columns) : fit(text, room) + tail;
}

function withoutEnd(wording: string): string {
  return wording.replace(/\.\s*$/, '');
}
