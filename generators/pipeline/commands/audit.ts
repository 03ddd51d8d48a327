import type { ReadingCommand } from '../states.js';

export const auditCommand: ReadingCommand = {
  name: 'audit',
  usage: 'audit <folders or a list...>',
  summary: 'check many repositories side by side: as a table, as CSV or JSON, or as one page to open in a browser',
  examples: [
    'mlops audit groups',
    'mlops audit groups --html audit.html',
    'mlops audit list.txt --csv',
    'mlops audit group-1 group-2 --full',
  ],
  words: 'places',
  places: ['folders of repositories, or a file that lists them'],
  more: true,
  anywhere: true,
  options: ['csv', 'html', 'sort', 'full', 'strict', 'pack'],
  exitCodes: [
    ['0', 'looked, also where a repository could not be read: that is a row with its reason'],
    ['1', 'refused: nothing to look at, or the page cannot be written'],
    ['3', 'with --strict: a task is missing or broken, or a repository could not be read'],
    ['130, 143', 'interrupted: nothing was written'],
  ],
  async read(request, _, terminal) {
    return (await import('../audit/show.js')).showAudit(request, terminal);
  },
};
