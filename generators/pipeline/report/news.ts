import type { PackNews } from '../pack/library/news.js';
import { taskName } from '../pack/pack.js';
import { fold } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';

/** Longer lists are cut, with a count of what is left, unless `--full`. */
const SHOWN = 12;

/** One piece of news: a line, and what stands below it. */
type NewsItem = readonly [line: string, ...below: string[]];

/** What a person reads about another pack: new tasks, changed wordings, versions, and what becomes of answers. */
export function presentNews(news: PackNews, full: boolean, terminal: Terminal): string[] {
  const sections = [...checklistNews(news), ...otherNews(news)].flatMap(([title, items]) => section(terminal, full, title, items));
  const same = sections.length === 0 ? ['The checklist and the versions stay as they are.'] : [];
  return [...fold(journey(news), terminal), ...same, ...sections, ''];
}

type NewsSection = readonly [title: string, items: readonly NewsItem[]];

function checklistNews({ newTasks, goneTasks, reworded, renamed }: PackNews): NewsSection[] {
  const told = (tasks: PackNews['newTasks']): NewsItem[] => tasks.map((task) => [taskName(task), task.wording]);
  return [
    ['New on the checklist: off until you add it (mlops add <name>)', told(newTasks.filter(({ on }) => on === undefined))],
    ['On the checklist again, and on', told(newTasks.filter(({ on }) => on === true))],
    ['No longer on the checklist: its files are removed, except those that you changed', told(goneTasks)],
    ['Renamed on the checklist', renamed.map(calledNow)],
    ['Reworded on the checklist', reworded.map((task) => [taskName(task), `was: ${task.before}`, `now: ${task.after}`])],
  ];
}

function otherNews({ versions, renamedAnswers, droppedAnswers }: PackNews): NewsSection[] {
  return [
    ['Changed versions of packages and tools', versionItems(versions)],
    ['Answers under another name', renamedAnswers.map(calledNow)],
    [
      'Answers that nothing asks for any more: mlops undo brings them back',
      droppedAnswers.map(({ flag, value }) => [`${flag}=${[value].flat().join(',')}`]),
    ],
  ];
}

function calledNow({ before, after }: PackNews['renamed'][number]): NewsItem {
  return [`${before} is now called ${after}`];
}

/** One kind of news under its title; nothing where there is none. */
function section(terminal: Terminal, full: boolean, title: string, items: readonly NewsItem[]): string[] {
  if (items.length === 0) return [];
  const shown = full || items.length <= SHOWN + 1 ? items : items.slice(0, SHOWN);
  const rest = items.length - shown.length;
  const lines = shown.flatMap(([line, ...below]) => [...fold(line, terminal, 2), ...below.flatMap((text) => fold(text, terminal, 6))]);
  const heading = fold(title, terminal).map((row) => paint(terminal, 'bold', row));
  return ['', ...heading, ...lines, ...(rest === 0 ? [] : [`  … ${rest} more (--full shows them)`])];
}

function journey({ from, to }: PackNews): string {
  if (from.title === to.title && from.revision === to.revision)
    return `${from.title}, revision ${from.revision}: another pack of the same name.`;
  if (from.title === to.title) return `${from.title}: from revision ${from.revision} to revision ${to.revision}.`;
  return `From ${from.title} (revision ${from.revision}) to ${to.title} (revision ${to.revision}).`;
}

function versionItems(versions: PackNews['versions']): NewsItem[] {
  const width = Math.max(0, ...versions.map(({ name }) => name.length));
  return versions.map(({ name, before, after }) => {
    const change = before === undefined ? `${after ?? ''} is new` : after === undefined ? `${before} goes` : `${before} → ${after}`;
    return [`${name.padEnd(width)}  ${change}`];
  });
}
