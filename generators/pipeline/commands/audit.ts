import type { ReadingCommand } from '../states.js';

export const auditCommand: ReadingCommand = {
  name: 'audit',
  usage: 'audit <folders or a list...>',
  summary: 'check many repositories side by side: as a table, as CSV or JSON, or as one page to open in a browser',
  examples: [
    'mlops audit groups   each folder in groups is a repository',
    'mlops audit groups --html audit.html   also a page to open in a browser',
    'mlops audit list.txt --csv   a list: a folder per line, or a name, a tab and a folder',
    'mlops audit group-1 group-2 --full',
  ],
  words: 'places',
  places: ['folders of repositories, or a file that lists them'],
  more: true,
  anywhere: true,
  options: ['csv', 'html', 'sort', 'full', 'strict', 'pack'],
  about: {
    full: 'also name what each misses',
    pack: 'the course year whose checklist counts for all; without it that of each project, else the newest. A name, a folder, a packed file, the https address of one with its digest (#sha256-…), or npm:<package>; these two are fetched',
    strict: 'exit with 3 if a task is missing or broken anywhere, or a repository could not be read',
  },
  exitCodes: [
    ['0', 'done; a repository that could not be read is a row with its reason'],
    ['1', 'refused: nothing to look at, or the page cannot be written'],
    ['3', 'with --strict: a task is missing or broken, or a repository could not be read'],
    ['130, 143', 'interrupted: nothing was written'],
  ],
  async read(request, _, terminal) {
    return (await import('../audit/show.js')).showAudit(request, terminal);
  },
};
