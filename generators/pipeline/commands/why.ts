import type { ReadingCommand } from '../states.js';

export const whyCommand: ReadingCommand = {
  name: 'why',
  usage: 'why <file[:line], folder or code>',
  summary:
    'explain a file or a line: which task brings it, and what you changed; of a folder each file; or what a finding of check means, by its code',
  examples: [
    'mlops why tasks.py:12   the task that a line comes from',
    'mlops why Dockerfile   its task, and what you changed in it',
    'mlops why src   a sign for each file: unchanged, edited, moved, yours',
    'mlops why never-imported   what a finding of check means, and how to mend it',
  ],
  words: 'inside',
  places: ['a file, a folder or a code'],
  anywhere: true,
  options: ['full'],
  about: { full: 'show the whole diff of a file, and of a folder every file' },
  exitCodes: [
    ['0', 'explained'],
    ['1', 'refused: there is no such file, line or code, or an unfinished write is in the way'],
  ],
  async read(request, _, terminal) {
    return (await import('../origin/show.js')).showOrigin(request, terminal);
  },
};
