import type { PackNews } from '../pack/library/news.js';
import { taskName } from '../pack/pack.js';
import { fold } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';

/** Longer lists are cut, with a count of what is left, unless `--full`. */
const SHOWN = 12;

/** One piece of news: a line, and what stands below it. */
type NewsItem = readonly [line: string, ...below: string[]];

/** What a person reads about another pack: new tasks, changed wordings, versions. */
export function presentNews(news: PackNews, full: boolean, terminal: Terminal): string[] {
  const { newTasks, goneTasks, reworded, renamed, versions } = news;
  const told = (title: string, items: readonly NewsItem[]): string[] => section(terminal, full, title, items);
  const sections = [
    ...told(
      'New on the checklist: off until you add it (mlops add <name>)',
      newTasks.map((task) => [taskName(task), task.wording]),
    ),
    ...told(
      'No longer on the checklist: its files are removed, except those that you changed',
      goneTasks.map((task) => [taskName(task), task.wording]),
    ),
    ...told(
      'Renamed on the checklist',
      renamed.map(({ before, after }) => [`${before} is now called ${after}`]),
    ),
    ...told(
      'Reworded on the checklist',
      reworded.map((task) => [taskName(task), `was: ${task.before}`, `now: ${task.after}`]),
    ),
    ...told('Changed versions of packages and tools', versionItems(versions)),
  ];
  const same = sections.length === 0 ? ['The checklist and the versions stay as they are.'] : [];
  return [...fold(journey(news), terminal), ...same, ...sections, ''];
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
