import type { PackNews } from './pack_news.js';
import { paint, type Terminal } from './terminal.js';

/** Longer lists are cut, with a count of what is left, unless `--full`. */
const SHOWN = 12;

/** What a person reads about another pack: new tasks, changed wordings, versions. */
export function presentNews(news: PackNews, full: boolean, terminal: Terminal): string[] {
  const { from, to, newTasks, goneTasks, reworded, renamed, versions } = news;
  const cut = (lines: readonly string[]): string[] => {
    const rest = lines.length - SHOWN;
    return full || rest <= 1 ? [...lines] : [...lines.slice(0, SHOWN), `  … ${rest} more (--full shows them)`];
  };
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint(terminal, 'bold', title), ...cut(lines)];
  return [
    `From ${from.title}, revision ${from.revision}, to ${to.title}, revision ${to.revision}.`,
    ...section('New on the checklist (off until you add them)', newTasks.map((task) => `  ${named(task)}: ${task.wording}`)),
    ...section('Not on the checklist any more', goneTasks.map((task) => `  ${named(task)}: ${task.wording}`)),
    ...section('Tasks with another name', renamed.map(({ before, after }) => `  ${before} is ${after} now`)),
    ...section(
      'Tasks in other words',
      reworded.map((task) => `  ${named(task)}: ${task.after} (was: ${task.before})`),
    ),
    ...section('Versions', versions.map(({ name, before, after }) => `  ${name} ${before ?? 'not there'} → ${after ?? 'gone'}`)),
    '',
  ];
}

function named({ slug, id }: { readonly slug: string; readonly id?: number }): string {
  return id === undefined ? slug : `${id} ${slug}`;
}
